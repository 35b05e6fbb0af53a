// One customer: who they are, what they rent, order and pay, and what was talked about.
import { Stack, Typography } from '@mui/material';

import { StatusBadge } from '../format/StatusBadge';
import { word } from '../format/write';
import { DetailPage } from '../layout/DetailPage';
import { PageHeading } from '../layout/PageHeading';
import { Columns } from '../layout/Section';
import { useSession } from '../session/useSession';
import { TimelineSection } from '../timeline/TimelineSection';
import { CustomerActions } from './CustomerActions';
import { CustomerAddresses } from './CustomerAddresses';
import { CustomerFacts } from './CustomerFacts';
import { CustomerFigures } from './CustomerFigures';
import { CustomerGroups } from './CustomerGroups';
import { CustomerNotes } from './CustomerNotes';
import { CustomerOrders } from './CustomerOrders';
import { CustomerPaid, CustomerPayments } from './CustomerPayments';
import { CustomerSubscriptions } from './CustomerSubscriptions';
import { type Customer, nameOf } from './customer';

const CustomerPage = () => (
  <DetailPage<Customer>>
    {(customer) => (
      <>
        <PageHeading
          title={nameOf(customer)}
          badge={<StatusBadge status={customer.status} />}
          subtitle={
            <Typography component="span" variant="body2">
              {customer.company ?? word(customer.customerType)}
            </Typography>
          }
        >
          <CustomerActions customer={customer} />
        </PageHeading>
        <Stack spacing={2}>
          <CustomerFigures customer={customer} />
          <Parts customer={customer} />
        </Stack>
      </>
    )}
  </DetailPage>
);

/** What the key may read of them; where that is no list, the notes have the room. */
const Parts = ({ customer }: { customer: Customer }) => {
  const { can } = useSession();
  const lists = [
    can('subscriptions:read') && <CustomerSubscriptions key="rented" customer={customer} />,
    can('orders:read') && <CustomerOrders key="ordered" customer={customer} />,
    can('payments:read') && <CustomerPayments key="open" customer={customer} />,
    can('payments:read') && <CustomerPaid key="paid" customer={customer} />,
  ].filter(Boolean);
  const notes = <CustomerNotes customer={customer} />;
  return (
    <Columns
      main={lists.length > 0 ? lists : notes}
      side={
        <>
          <CustomerFacts customer={customer} />
          {lists.length > 0 && notes}
          <CustomerAddresses customer={customer} />
          <CustomerGroups customer={customer} />
          <TimelineSection of="customers" id={customer.customerId} />
        </>
      }
    />
  );
};

export default CustomerPage;
