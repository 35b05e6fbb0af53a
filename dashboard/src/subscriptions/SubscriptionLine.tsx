// A subscription on one line: the product as the way to it, the device, the price and the end.
import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';
import { PageLink } from '../layout/PageLink';

export const SubscriptionLine = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const { money, date } = useFormat();
  return (
    <>
      <PageLink
        to={`/subscriptions/${rental.rentalId}/show`}
        permission="subscriptions:read"
        underline="always"
      >
        {rental.productName}
      </PageLink>{' '}
      {rental.serialNumber} · {money(rental.monthlyAmount, rental.currency)} a month · until{' '}
      {date(rental.endDate)}
    </>
  );
};
