// How a payment was paid, in words for people.
import { type Payment, providerWord } from './payment';

type Means = NonNullable<Payment['paymentMethod']>;

const WORDS: Record<Means, string> = {
  bank_transfer: 'Bank transfer',
  card: 'Card',
  direct_debit: 'Direct debit',
  cash: 'Cash',
  cheque: 'Cheque',
  paypal: 'PayPal',
  other: 'Other',
};

/** Ways to pay, those that are used most first. */
export const MEANS = (Object.keys(WORDS) as Means[]).map((id) => ({ id, name: WORDS[id] }));

/** How it was paid, where somebody said. */
export const meansWord = ({ paymentMethod }: Payment): string | undefined =>
  paymentMethod && WORDS[paymentMethod];

/** How it was paid; while nobody said, who collects it. */
export const methodWord = (payment: Payment): string | undefined =>
  meansWord(payment) ?? providerWord(payment.provider);

const BRANDS: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  maestro: 'Maestro',
  amex: 'American Express',
};

/** Brand and last digits of the card, where the provider told them. */
export const cardWords = ({ providerResponse }: Payment): string | undefined => {
  const { brand, cardBrand, last4 } = (providerResponse ?? {}) as Record<string, unknown>;
  if (typeof last4 !== 'string') return undefined;
  const name = String(brand ?? cardBrand ?? 'Card');
  return `${BRANDS[name.toLowerCase()] ?? name} ending in ${last4}`;
};
