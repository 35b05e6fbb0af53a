// Whether the e-mail is somebody's, and what to do where the form says something else of them.
import { Alert, Button } from '@mui/material';
import { Link } from 'react-admin';

import { count } from '../../format/write';
import type { KnownCustomer } from './useKnownCustomer';

export const KnownCustomerAlert = ({ customer, isNew, differs, overwrite }: KnownCustomer) => (
  // The region is there before it speaks, so that screen readers hear it.
  <div aria-live="polite">
    {customer !== undefined && (
      <Alert
        severity="info"
        sx={{ '& .MuiAlert-action': { py: 0, alignItems: 'center' } }}
        action={
          differs.length > 0 && (
            <Button color="inherit" size="small" onClick={overwrite}>
              Use what is known
            </Button>
          )
        }
      >
        Known customer:{' '}
        <Link to={`/customers/${customer.customerId}/show`} target="_blank" underline="always">
          {count(customer.totalOrders, 'order')}
        </Link>
        {customer.totalDevicesRented > 0 &&
          `, ${count(customer.totalDevicesRented, 'active subscription')}`}
        {differs.length > 0 && '. What you typed differs from what is known, and stays.'}
      </Alert>
    )}
    {isNew && <Alert severity="info">New customer: the order makes their record.</Alert>}
  </div>
);
