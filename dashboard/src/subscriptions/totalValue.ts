// What the whole contract comes to. The API projects the present rate onto all months; where an
// extension changed the rate that is not what was agreed.
import type { Rows } from '../data/resources';

type Terms = Pick<
  Rows['subscriptions'],
  'extensionHistory' | 'monthlyAmount' | 'originalContractLength'
>;

/** Whether every month costs the same. */
export const hasOneRate = ({ extensionHistory, monthlyAmount }: Terms): boolean =>
  extensionHistory.every((it) => it.oldMonthlyAmount === monthlyAmount);

/** What a month cost at first. */
export const firstRate = ({ extensionHistory, monthlyAmount }: Terms): number =>
  extensionHistory[0]?.oldMonthlyAmount ?? monthlyAmount;

/** Every month at the rate that was agreed for it. */
export const totalValue = (terms: Terms): number =>
  terms.extensionHistory.reduce(
    (sum, it) => sum + it.extensionMonths * it.newMonthlyAmount,
    terms.originalContractLength * firstRate(terms),
  );
