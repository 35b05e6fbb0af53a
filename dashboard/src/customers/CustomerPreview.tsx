// A glance at a customer, for whoever has them on the phone: how to reach them, what they rent, what
// they still have to pay.
import { Link } from '@mui/material';
import { useRecordContext } from 'react-admin';

import { AddressLines } from '../addresses/AddressLines';
import { StatusBadge } from '../format/StatusBadge';
import { useFormat } from '../format/useFormat';
import { Facts } from '../layout/Facts';
import { Glance } from '../lists/Glance';
import { GlancePart } from '../lists/GlancePart';
import { OpenPaymentLines } from '../payments/OpenPaymentLines';
import { useCan } from '../session/useSession';
import { SubscriptionLines } from '../subscriptions/SubscriptionLines';
import { type Customer, nameOf, termsWord } from './customer';

const CustomerPreview = () => {
  const customer = useRecordContext<Customer>();
  const { money } = useFormat();
  const readsSubscriptions = useCan('subscriptions:read');
  const readsPayments = useCan('payments:read');
  if (customer === undefined) return null;
  return (
    <Glance
      title={nameOf(customer)}
      badge={<StatusBadge status={customer.status} />}
      subtitle={customer.company}
    >
      <GlancePart title="Contact">
        <Facts
          facts={[
            [
              'E-mail',
              <Link key="email" href={`mailto:${customer.email}`}>
                {customer.email}
              </Link>,
            ],
            [
              'Phone',
              customer.phone && (
                <Link key="phone" href={`tel:${customer.phone}`}>
                  {customer.phone}
                </Link>
              ),
            ],
            ['Payment terms', termsWord(customer.paymentTerms)],
            ['Monthly', money(customer.totalMonthlyRevenue)],
            ['Collected', money(customer.lifetimeCollected)],
          ]}
        />
      </GlancePart>
      <GlancePart title="Bill to">
        {customer.lastBillingAddress ? (
          <AddressLines address={customer.lastBillingAddress} />
        ) : (
          'No address yet'
        )}
      </GlancePart>
      {readsSubscriptions && (
        <GlancePart title="Active subscriptions" wide>
          <SubscriptionLines customerId={customer.id} />
        </GlancePart>
      )}
      {readsPayments && (
        <GlancePart title="Open payments" wide>
          <OpenPaymentLines customerId={customer.id} />
        </GlancePart>
      )}
    </Glance>
  );
};

export default CustomerPreview;
