// What a payment comes from: customer, subscription or billing group, period.
import { CustomerName } from '../customers/CustomerName';
import { useFormat } from '../format/useFormat';
import { Facts } from '../layout/Facts';
import { PageLink } from '../layout/PageLink';
import { Section } from '../layout/Section';
import type { Payment } from './payment';

export const PaymentOrigin = ({ payment }: { payment: Payment }) => {
  const { date } = useFormat();
  const members = payment.lineItems.filter(
    ({ rentalId }, at, all) => all.findIndex((it) => it.rentalId === rentalId) === at,
  );
  return (
    <Section title="Comes from">
      <Facts
        facts={[
          ['Customer', <CustomerName key="customer" customerId={payment.customerId} />],
          ['Subscription', payment.rentalId && <SubscriptionLink id={payment.rentalId} />],
          [
            'Billing group',
            payment.billingGroupId && (
              <PageLink
                to={`/billing-groups/${payment.billingGroupId}/show`}
                permission="payments:read"
              >
                {payment.billingGroupId}
              </PageLink>
            ),
          ],
          [
            'Subscriptions',
            payment.paymentType === 'consolidated' &&
              members.map(({ rentalId }) => (
                <div key={rentalId}>
                  <SubscriptionLink id={rentalId} />
                </div>
              )),
          ],
          ['Period', payment.billingPeriod],
          ['Laid on', date(payment.createdAt)],
          ['Payment', payment.paymentId],
        ]}
      />
    </Section>
  );
};

const SubscriptionLink = ({ id }: { id: string }) => (
  <PageLink to={`/subscriptions/${id}/show`} permission="subscriptions:read">
    {id}
  </PageLink>
);
