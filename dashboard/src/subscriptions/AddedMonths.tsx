// What further months come to: the new end of the contract and what they bring.
import { Calculation } from '../actions/Calculation';
import { useFormat } from '../format/useFormat';
import { count } from '../format/write';
import { contractEnd } from './contractEnd';
import type { ActionProps } from './SubscriptionActions';

/** Months that contracts run at most, extensions included. */
export const LENGTH_MAX = 120;
/** What is offered first where the shop does not say. */
const MONTHS = 12;

/** Months to begin with: the first that the shop offers, as far as the contract may go on. */
export const firstMonths = (contractLength: number, offered: number[] = []): number =>
  Math.min(offered[0] ?? MONTHS, LENGTH_MAX - contractLength);

/** What is wrong with the months that were typed, if anything is. */
export const monthsFault = (contractLength: number, months: unknown): string | undefined => {
  const most = LENGTH_MAX - contractLength;
  if (most < 1) return `Contracts run ${LENGTH_MAX} months at most, and this one does`;
  const isPossible = Number.isInteger(months) && Number(months) >= 1 && Number(months) <= most;
  return isPossible ? undefined : `Whole months, from 1 to ${most}`;
};

interface Props extends Pick<ActionProps, 'rental'> {
  /** Those in the form. */
  months: number | null | undefined;
  /** Rate of a month; nothing where it is not known yet. */
  monthly: number | undefined;
}

export const AddedMonths = ({ rental, months, monthly }: Props) => {
  const { money, date } = useFormat();
  const end =
    months && monthsFault(rental.contractLength, months) === undefined
      ? contractEnd(rental.startDate, rental.contractLength + months)
      : undefined;
  return (
    <Calculation
      title="New contract end"
      result={date(end)}
      parts={[
        ['Contract in all', end && count(rental.contractLength + (months ?? 0), 'month')],
        [
          'Added value',
          end && monthly !== undefined && money(monthly * (months ?? 0), rental.currency),
        ],
      ]}
    />
  );
};
