// What can be done with a customer: a new order, edit, deactivate or bring back.
import { Button } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import { useCan } from '../session/useSession';
import type { Customer } from './customer';
import { DeactivateCustomer } from './DeactivateCustomer';
import { ReactivateCustomer } from './ReactivateCustomer';

export const CustomerActions = ({ customer }: { customer: Customer }) => {
  const [isOpen, setOpen] = useState(false);
  const mayWrite = useCan('customers:write');
  const mayOrder = useCan('orders:write');
  const isActive = customer.status === 'active';
  const close = () => setOpen(false);
  return (
    <>
      {mayWrite && (
        <Button color={isActive ? 'error' : 'primary'} onClick={() => setOpen(true)}>
          {isActive ? 'Deactivate' : 'Reactivate'}
        </Button>
      )}
      {mayWrite && (
        <Button component={Link} to={`/customers/${customer.id}`} variant="outlined">
          Edit
        </Button>
      )}
      {mayOrder && isActive && (
        <Button
          component={Link}
          to={`/orders/create?customerEmail=${encodeURIComponent(customer.email)}`}
          variant="contained"
          data-key="n"
        >
          New order
        </Button>
      )}
      {isOpen && isActive && <DeactivateCustomer customer={customer} onClose={close} />}
      {isOpen && !isActive && <ReactivateCustomer customer={customer} onClose={close} />}
    </>
  );
};
