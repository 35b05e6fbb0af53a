// A glance at a payment: whose it is, what for, its invoice, and how it comes in.
import { Button } from '@mui/material';
import { useGetOne, useRecordContext } from 'react-admin';

import { CustomerName } from '../customers/CustomerName';
import type { Rows } from '../data/resources';
import { useFormat } from '../format/useFormat';
import { Facts } from '../layout/Facts';
import { PageLink } from '../layout/PageLink';
import { Glance } from '../lists/Glance';
import { GlancePart } from '../lists/GlancePart';
import { useCan } from '../session/useSession';
import { PaymentStatusBadge } from './PaymentStatusBadge';
import { hasInvoice, type Payment } from './payment';
import { useCollectionFacts } from './useCollectionFacts';
import { useInvoiceDownload } from './useInvoiceDownload';

const PaymentPreview = () => {
  const payment = useRecordContext<Payment>();
  return payment ? <Preview payment={payment} /> : null;
};

const Preview = ({ payment }: { payment: Payment }) => {
  const { money, date } = useFormat();
  const { download, isLoading } = useInvoiceDownload(payment);
  return (
    <Glance
      title={payment.description}
      badge={<PaymentStatusBadge payment={payment} />}
      subtitle={`${money(payment.total, payment.currency)}, due ${date(payment.dueDate)}`}
    >
      <GlancePart title="Comes from">
        <Origin payment={payment} />
      </GlancePart>
      <GlancePart title="Method">
        <Facts facts={useCollectionFacts(payment)} />
      </GlancePart>
      <GlancePart title="Invoice" wide>
        {payment.invoiceNumber ?? (hasInvoice(payment) ? 'Not issued yet' : 'None')}{' '}
        {payment.invoiceNumber && (
          <Button size="small" onClick={download} loading={isLoading}>
            Download
          </Button>
        )}
      </GlancePart>
    </Glance>
  );
};

/** Customer, and the subscription or billing group. */
const Origin = ({ payment }: { payment: Payment }) => {
  const { rentalId, billingGroupId } = payment;
  const readsSubscriptions = useCan('subscriptions:read');
  const { data: rental } = useGetOne<Rows['subscriptions']>(
    'subscriptions',
    { id: rentalId },
    { enabled: readsSubscriptions && rentalId !== undefined },
  );
  return (
    <Facts
      facts={[
        ['Customer', <CustomerName key="customer" customerId={payment.customerId} />],
        [
          'Subscription',
          rentalId && (
            <PageLink to={`/subscriptions/${rentalId}/show`} permission="subscriptions:read">
              {rental?.productName ?? rentalId}
            </PageLink>
          ),
        ],
        ['Serial number', rental?.serialNumber],
        [
          'Billing group',
          billingGroupId && (
            <PageLink to={`/billing-groups/${billingGroupId}/show`} permission="payments:read">
              {billingGroupId}
            </PageLink>
          ),
        ],
        ['Period', payment.billingPeriod],
      ]}
    />
  );
};

export default PaymentPreview;
