// The payments of one subscription, from the first to the last: what was paid, what is owed, what is to come.
import {
  Link,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { useState } from 'react';
import {
  DataTable,
  ReferenceManyField,
  SimpleList,
  useListContext,
  useRecordContext,
} from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';

import type { Rows } from '../data/resources';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { NOTHING, word } from '../format/write';
import { Section } from '../layout/Section';
import { DayCol, MoneyCol } from '../lists/columns';
import { Pages } from '../lists/Pages';
import { InvoiceButton } from '../payments/InvoiceButton';
import { methodWord } from '../payments/method';

type Payment = Rows['payments'];

/** Which payments show, by what they are to people. */
const PARTS = {
  all: {},
  open: { status: ['pending', 'processing', 'failed'] },
  paid: { status: ['paid'] },
} as const;

type Part = keyof typeof PARTS;

/** A year of a monthly contract. */
const PER_PAGE = 12;

export const SubscriptionPayments = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const [part, setPart] = useState<Part>('all');
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  return (
    <Section
      title="Payments"
      flush
      action={
        <ToggleButtonGroup
          size="small"
          exclusive
          value={part}
          onChange={(_, chosen: Part | null) => chosen && setPart(chosen)}
          aria-label="Which payments"
        >
          <ToggleButton value="all">All</ToggleButton>
          <ToggleButton value="open">Open</ToggleButton>
          <ToggleButton value="paid">Paid</ToggleButton>
        </ToggleButtonGroup>
      }
    >
      <ReferenceManyField
        key={part}
        reference="payments"
        target="subscriptionId"
        source="rentalId"
        record={rental}
        filter={PARTS[part]}
        sort={{ field: 'dueDate', order: 'ASC' }}
        perPage={PER_PAGE}
        storeKey={`subscription.payments.${part}`}
        pagination={<PagesIfMany />}
        empty={<NoPayments part={part} />}
      >
        {isNarrow ? (
          <NarrowPayments />
        ) : (
          <DataTable<Payment> bulkActionButtons={false} rowClick={false}>
            <DayCol source="dueDate" label="Due" sortByOrder="ASC" />
            <DataTable.Col source="description" label="For" disableSort field={What} />
            <MoneyCol source="total" label="Amount" disableSort />
            <DataTable.Col label="Status" disableSort field={Status} />
            <DayCol source="paidAt" label="Paid" disableSort />
            <DataTable.Col label="Method" disableSort field={Method} />
            <DataTable.Col label="Invoice" disableSort field={Invoice} />
          </DataTable>
        )}
      </ReferenceManyField>
    </Section>
  );
};

/** What it is for; that it is for this product the page says already. */
const whatFor = ({ description }: Payment): string => {
  const after = description.slice(description.lastIndexOf(', ') + 2);
  return word(after);
};

/** Nothing to turn where all is on one page. */
const PagesIfMany = () => {
  const { page, hasNextPage } = useListContext<Payment>();
  return page > 1 || hasNextPage ? <Pages sizes={[PER_PAGE]} /> : null;
};

const What = () => {
  const payment = useRecordContext<Payment>();
  return payment ? (
    <Link component={RouterLink} to={`/payments/${payment.id}/show`}>
      {whatFor(payment)}
    </Link>
  ) : null;
};

const Status = () => {
  const payment = useRecordContext<Payment>();
  return payment ? <StatusBadge status={stateOf(payment)} /> : null;
};

/** What it is to people: what should have been paid by now stands out. */
const stateOf = ({ overdue, status }: Payment): string => (overdue ? 'overdue' : status);

/** How it was paid; before that nobody knows. */
const Method = () => {
  const payment = useRecordContext<Payment>();
  return <span>{(payment?.status === 'paid' && methodWord(payment)) || NOTHING}</span>;
};

const Invoice = () => {
  const payment = useRecordContext<Payment>();
  return payment ? <InvoiceButton payment={payment} /> : null;
};

const NarrowPayments = () => {
  const { date, money } = useFormat();
  return (
    <SimpleList<Payment>
      rowClick={(id) => `/payments/${id}/show`}
      primaryText={(payment) =>
        `${date(payment.dueDate)} · ${money(payment.total, payment.currency)}`
      }
      secondaryText={whatFor}
      tertiaryText={(payment) => <StatusBadge status={stateOf(payment)} />}
    />
  );
};

const NoPayments = ({ part }: { part: Part }) => (
  <Typography variant="body2" color="text.secondary" sx={{ px: 2, pb: 2 }}>
    {part === 'open' ? 'Nothing is open.' : 'Nothing here yet.'}
  </Typography>
);
