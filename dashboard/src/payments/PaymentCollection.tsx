// How the money of a payment comes in, on its page.
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';
import type { Payment } from './payment';
import { useCollectionFacts } from './useCollectionFacts';

export const PaymentCollection = ({ payment }: { payment: Payment }) => (
  <Section title="Method">
    <Facts facts={useCollectionFacts(payment)} />
  </Section>
);
