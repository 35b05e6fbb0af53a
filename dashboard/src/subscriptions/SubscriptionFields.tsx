// The tenant's own fields, under the names that the tenant gave them.
import { useCustomFieldFacts } from '../custom-fields/useCustomFieldFacts';
import type { Rows } from '../data/resources';
import { Facts } from '../layout/Facts';
import { Section } from '../layout/Section';

export const SubscriptionFields = ({ rental }: { rental: Rows['subscriptions'] }) => {
  const facts = useCustomFieldFacts('subscription', rental.customFields);
  if (facts.length === 0) return null;
  return (
    <Section title="Custom fields">
      <Facts facts={facts} />
    </Section>
  );
};
