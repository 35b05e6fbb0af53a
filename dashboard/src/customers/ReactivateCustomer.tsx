// Bringing back a customer who was deactivated.
import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import { versionOf } from '../api/version';
import { type Customer, nameOf } from './customer';

interface Props {
  customer: Customer;
  onClose: () => void;
}

export const ReactivateCustomer = ({ customer, onClose }: Props) => (
  <ActionDialog
    title={`Reactivate ${nameOf(customer)}`}
    label="Reactivate"
    explanation="They stand in lists again and can take new orders."
    act={(_values, { idempotencyKey }) =>
      given(
        api.PUT('/v1/customers/{customerId}', {
          params: {
            path: { customerId: customer.id },
            header: { 'Idempotency-Key': idempotencyKey, ...versionOf(customer) },
          },
          body: { status: 'active' },
        }),
      )
    }
    onClose={onClose}
  />
);
