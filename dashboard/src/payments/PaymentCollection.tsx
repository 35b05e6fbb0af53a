// How the money comes in: by whom it is collected, the attempts, the processor's reference.
import { useFormat } from '../format/useFormat';
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import { type Payment, providerWord } from './payment';

export const PaymentCollection = ({ payment }: { payment: Payment }) => {
  const { moment, date } = useFormat();
  const error = payment.lastCaptureError;
  return (
    <Section title="Method">
      <Facts
        facts={[
          ['Collected', providerWord(payment.provider) ?? 'Not decided'],
          ['Card', cardOf(payment)],
          ['Processor reference', payment.transactionId],
          ['Reference', payment.paymentReference],
          ['Marked as paid', payment.manuallyMarked && `on ${date(payment.paidAt)}, by a person`],
          ['Attempts', payment.captureAttempts > 0 && payment.captureAttempts],
          ['Last attempt', payment.lastCaptureAttempt && moment(payment.lastCaptureAttempt)],
          [
            'Last error',
            error &&
              `${error.message} (${[error.code, error.declineCode].filter(Boolean).join(', ')})`,
          ],
          ['Next attempt', payment.nextRetryAt && moment(payment.nextRetryAt)],
          ['Notes', payment.notes],
        ]}
      />
    </Section>
  );
};

/** Brand and last digits of the card, where the provider told them. */
const cardOf = ({ providerResponse }: Payment): string | undefined => {
  const { brand, cardBrand, last4 } = (providerResponse ?? {}) as Record<string, unknown>;
  if (typeof last4 !== 'string') return undefined;
  return `${String(brand ?? cardBrand ?? 'Card')} •••• ${last4}`;
};
