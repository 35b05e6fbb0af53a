// Columns and lines that write a value of the record in the tenant's form.
import type { ReactNode } from 'react';
import { useRecordContext } from 'react-admin';

import { useFormat } from './useFormat';

interface Props {
  /** Name of the value, with dots into objects. */
  source: string;
  label?: string;
}

const valueAt = (record: unknown, source: string): unknown =>
  source
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], record);

/** An amount. */
export const MoneyField = ({ source }: Props) => {
  const record = useRecordContext();
  const { money } = useFormat();
  return <span>{money(valueAt(record, source) as number | undefined)}</span>;
};

/** Words that stay on one line, a date among others. */
export const Unbroken = ({ children }: { children: ReactNode }) => (
  <span style={{ whiteSpace: 'nowrap' }}>{children}</span>
);

/** A date, or the date of an instant. */
export const DayField = ({ source }: Props) => {
  const record = useRecordContext();
  const { date } = useFormat();
  return <Unbroken>{date(valueAt(record, source) as string | undefined)}</Unbroken>;
};
