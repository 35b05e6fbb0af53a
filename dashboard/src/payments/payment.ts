// What may be done with a payment, and how its parts are called.
import type { Rows } from '../data/resources';

/** A payment as the lists and pages have it. */
export type Payment = Rows['payments'];

export const PAYMENT_STATUSES: { id: Payment['status']; name: string }[] = [
  { id: 'pending', name: 'Pending' },
  { id: 'processing', name: 'Processing' },
  { id: 'paid', name: 'Paid' },
  { id: 'failed', name: 'Failed' },
  { id: 'cancelled', name: 'Cancelled' },
];

/** States in which the money is still to come. */
export const OPEN_STATUSES: Payment['status'][] = ['pending', 'processing', 'failed'];

const PROVIDERS: Record<NonNullable<Payment['provider']>, string> = {
  stripe: 'Stripe',
  adyen: 'Adyen',
  paypal: 'PayPal',
  manual: 'By hand',
};

/** Who collects, for people. */
export const providerWord = (provider: Payment['provider']): string | undefined =>
  provider && PROVIDERS[provider];

/** What is left to give back of what was paid, in major units. */
export const refundable = ({ status, total, refundedAmount = 0 }: Payment): number =>
  // Sums of cents in floating point: 38.72 - 10.1 is 28.619999…
  status === 'paid' ? Number((total - refundedAmount).toFixed(4)) : 0;

/** An action on a payment: whether its state allows it, or why not. */
export type Allowed = true | string;

export const mayMarkPaid = ({ status }: Payment): Allowed => {
  if (status === 'paid') return 'This payment is paid already.';
  if (status === 'cancelled') return 'This payment was cancelled and cannot be paid.';
  return true;
};

export const mayCancel = ({ status }: Payment): Allowed => {
  if (status === 'paid') return 'A paid payment cannot be cancelled. Refund it instead.';
  if (status === 'cancelled') return 'This payment is cancelled already.';
  if (status === 'processing') return 'It is being collected. Wait until that succeeded or failed.';
  return true;
};

/** Whether it has an invoice, or gets one when that is asked for. */
export const hasInvoice = ({ status, invoiceNumber }: Payment): boolean =>
  status !== 'cancelled' || invoiceNumber !== undefined;

export const mayRetry = ({ status }: Payment): Allowed =>
  status === 'failed' ? true : 'Only a failed payment can be tried again.';

export const mayRefund = (payment: Payment): Allowed => {
  if (payment.status !== 'paid') return 'Only what was paid can be given back.';
  return refundable(payment) > 0 ? true : 'All of it was given back already.';
};
