// How the money of a payment comes in: by what means, by whom it is collected, the attempts, the processor's
// reference.
import { useFormat } from '../format/useFormat';
import type { Fact } from '../layout/Facts';
import { cardWords, meansWord } from './method';
import { type Payment, providerWord } from './payment';

export const useCollectionFacts = (payment: Payment): Fact[] => {
  const { moment } = useFormat();
  const error = payment.lastCaptureError;
  return [
    ['Paid by', meansWord(payment)],
    ['Card', cardWords(payment)],
    ['Collected', collectedBy(payment)],
    ['Processor reference', payment.transactionId],
    ['Reference', payment.paymentReference],
    ['Marked as paid', payment.manuallyMarked && 'By a person'],
    ['Attempts', payment.captureAttempts > 0 && payment.captureAttempts],
    ['Last attempt', payment.lastCaptureAttempt && moment(payment.lastCaptureAttempt)],
    [
      'Last error',
      error && `${error.message} (${[error.code, error.declineCode].filter(Boolean).join(', ')})`,
    ],
    ['Next attempt', payment.nextRetryAt && moment(payment.nextRetryAt)],
    ['Notes', payment.notes],
  ];
};

/** Who asks for the money: of what a provider collected it is said by whom. */
const collectedBy = ({
  provider,
  providerResponse,
  paymentMethod,
}: Payment): string | undefined => {
  const { provider: told } = (providerResponse ?? {}) as Record<string, unknown>;
  const by = providerWord(provider) ?? (typeof told === 'string' ? `By ${told}` : undefined);
  return by ?? (paymentMethod ? undefined : 'Not decided');
};
