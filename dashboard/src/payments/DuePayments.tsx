// Payments of one customer or group as a table: when each is due, what for, how it stands.
import type { ReactNode } from 'react';
import { DataTable } from 'react-admin';

import { DayCol, MoneyCol } from '../lists/columns';
import { RowLinkField } from '../lists/RowLink';
import { PaymentStatusBadge } from './PaymentStatusBadge';
import type { Payment } from './payment';

/** The order they are read in: the oldest first. */
export const FIRST_DUE = { field: 'dueDate', order: 'ASC' } as const;

/** Wide enough, on a narrow screen, to tell one month from another. */
const PURPOSE = { minWidth: 96 };

/** `children` are further columns. */
export const DuePayments = ({ children }: { children?: ReactNode }) => (
  <DataTable<Payment> rowClick="show" bulkActionButtons={false}>
    <DayCol source="dueDate" label="Due" disableSort />
    <DataTable.Col source="description" label="For" disableSort field={RowLinkField} sx={PURPOSE} />
    <DataTable.Col
      label="Status"
      disableSort
      render={(it: Payment) => <PaymentStatusBadge payment={it} />}
    />
    <MoneyCol source="total" label="Amount" disableSort />
    {children}
  </DataTable>
);
