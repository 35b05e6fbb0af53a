// The body of a new order, from what the form holds.
import { addressOf } from '../../addresses/address';
import type { Schema } from '../../api/client';
import { filledIn } from '../../custom-fields/values';
import type { OrderForm } from './values';

export type NewOrder = Schema<'NewOrderBody'>;

/** What is said of the customer; a company, its numbers and terms of a business alone. */
export const customerOf = ({ customer }: Pick<OrderForm, 'customer'>) => {
  const isBusiness = customer.customerType === 'business';
  return {
    email: text(customer.email),
    firstName: text(customer.firstName),
    lastName: text(customer.lastName),
    phone: text(customer.phone) || null,
    customerType: customer.customerType,
    company: isBusiness ? text(customer.company) || null : null,
    registrationNumber: isBusiness ? text(customer.registrationNumber) || null : null,
    vatNumber: isBusiness ? text(customer.vatNumber) || null : null,
    paymentTerms: isBusiness ? customer.paymentTerms : ('immediate' as const),
  };
};

/** Fields of the form that were never touched may be missing or null. */
export const text = (value: string | null | undefined): string => value?.trim() ?? '';

export const newOrderBody = (form: OrderForm, status: Schema<'InitialStatus'>): NewOrder => {
  const customFields = filledIn(form.customFields);
  const isBusiness = form.customer.customerType === 'business';
  return {
    status,
    customer: customerOf(form),
    billingAddress: addressOf(form.billingAddress),
    ...(form.shipsElsewhere && { shippingAddress: addressOf(form.shippingAddress) }),
    items: form.items.map(({ sku, contractLength, quantity }) => ({
      sku,
      contractLength,
      quantity: quantity ?? 0,
    })),
    ...(isBusiness && form.billingGroupId && { billingGroupId: form.billingGroupId }),
    ...(text(form.notes) !== '' && { notes: text(form.notes) }),
    ...(Object.keys(customFields).length > 0 && { customFields }),
  };
};
