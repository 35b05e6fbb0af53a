// Columns and lines that write a value of the record in the tenant's form.
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

/** A date, or the date of an instant. */
export const DayField = ({ source }: Props) => {
  const record = useRecordContext();
  const { date } = useFormat();
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {date(valueAt(record, source) as string | undefined)}
    </span>
  );
};

/** An instant. */
export const MomentField = ({ source }: Props) => {
  const record = useRecordContext();
  const { moment } = useFormat();
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {moment(valueAt(record, source) as string | undefined)}
    </span>
  );
};
