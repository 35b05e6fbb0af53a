// Putting a customer away: hidden from lists and without new orders, but nothing is lost.
import { ActionDialog } from '../actions/ActionDialog';
import { api, given } from '../api/client';
import { versionOf } from '../api/version';
import { type Customer, nameOf } from './customer';

interface Props {
  customer: Customer;
  onClose: () => void;
}

export const DeactivateCustomer = ({ customer, onClose }: Props) => (
  <ActionDialog
    title={`Deactivate ${nameOf(customer)}`}
    label="Deactivate"
    said="Customer deactivated"
    isDangerous
    explanation="They are hidden from lists and can take no new orders. Orders, subscriptions and payments stay, and you can bring them back at any time."
    act={() =>
      given(
        api.DELETE('/v1/customers/{customerId}', {
          params: {
            path: { customerId: customer.id },
            header: versionOf(customer),
          },
        }),
      )
    }
    onClose={onClose}
  />
);
