// What happened to a subscription, and which one took its place.
import { Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router-dom';

import { api, given } from '../api/client';
import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';
import { Section } from '../layout/Section';
import { Timeline } from '../timeline/Timeline';
import { historyOf } from './history';

type Rental = Rows['subscriptions'];

/** The customer's newest subscriptions among which the successor is looked for. */
const NEWEST = 100;

export const SubscriptionHistory = ({ rental }: { rental: Rental }) => {
  const { money, date } = useFormat();
  const writing = { money: (amount: number) => money(amount, rental.currency), date };
  return (
    <Section title="History">
      {rental.status === 'ended_upgrade' && <Successor rental={rental} />}
      <Timeline entries={historyOf(rental, writing)} />
    </Section>
  );
};

/** The subscription that goes on in this one's place: only that one names the other. */
const Successor = ({ rental }: { rental: Rental }) => {
  const { data } = useQuery({
    queryKey: ['subscriptions', 'successor', rental.rentalId],
    queryFn: () =>
      given(
        api.GET('/v1/subscriptions', {
          params: { query: { customerId: rental.customerId, limit: NEWEST } },
        }),
      ),
  });
  const next = data?.rentals.find((it) => it.upgradeFromRentalId === rental.rentalId);
  if (next === undefined) return null;
  return (
    <Typography variant="body2" sx={{ mb: 1.5 }}>
      It goes on as{' '}
      <Link component={RouterLink} to={`/subscriptions/${next.rentalId}/show`}>
        {next.productName}, {next.assetSerialNumber}
      </Link>
      .
    </Typography>
  );
};
