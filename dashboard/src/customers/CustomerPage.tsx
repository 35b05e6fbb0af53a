// One customer: who they are, what they rent, order and pay, and what was talked about.
import { Stack, Typography } from '@mui/material';

import { StatusBadge } from '../format/StatusBadge';
import { word } from '../format/write';
import { DetailPage } from '../layout/DetailPage';
import { PageHeading } from '../layout/PageHeading';
import { Columns } from '../layout/Section';
import { CustomerActions } from './CustomerActions';
import { CustomerAddresses } from './CustomerAddresses';
import { CustomerFacts } from './CustomerFacts';
import { CustomerFigures } from './CustomerFigures';
import { CustomerGroups } from './CustomerGroups';
import { CustomerNotes } from './CustomerNotes';
import { CustomerOrders } from './CustomerOrders';
import { CustomerPayments } from './CustomerPayments';
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
          <Columns
            main={
              <>
                <CustomerSubscriptions customer={customer} />
                <CustomerOrders customer={customer} />
                <CustomerPayments customer={customer} />
              </>
            }
            side={
              <>
                <CustomerFacts customer={customer} />
                <CustomerNotes customer={customer} />
                <CustomerAddresses customer={customer} />
                <CustomerGroups customer={customer} />
              </>
            }
          />
        </Stack>
      </>
    )}
  </DetailPage>
);

export default CustomerPage;
