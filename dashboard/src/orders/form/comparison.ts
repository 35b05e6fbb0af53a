// An order as lines of words and values, to show what differs between two states of it.
import { ADDRESS_LABELS, type Address } from '../../addresses/address';
import { count, word } from '../../format/write';
import type { Order } from './values';

/** All that the form shows; each under the name it has for people. */
export const orderInWords = (order: Order): Record<string, string | undefined> => {
  const { customer } = order;
  return {
    Status: word(order.status),
    'E-mail': customer.email,
    'First name': customer.firstName,
    'Last name': customer.lastName,
    Phone: customer.phone,
    'Customer type': word(customer.customerType),
    Company: customer.company,
    'Registration number': customer.registrationNumber,
    'VAT number': customer.vatNumber,
    'Payment terms': word(customer.paymentTerms),
    ...addressInWords('Billing address', order.billingAddress),
    ...addressInWords('Shipping address', order.shippingAddress),
    ...itemsInWords(order),
    'Billing group': order.billingGroupId,
    Notes: order.notes,
    ...Object.fromEntries(
      Object.entries(order.customFields ?? {}).map(([key, value]) => [key, String(value)]),
    ),
  };
};

const addressInWords = (name: string, address: Address) =>
  Object.fromEntries(
    (Object.keys(ADDRESS_LABELS) as (keyof Address)[]).map((field) => [
      `${name}: ${ADDRESS_LABELS[field].toLowerCase()}`,
      address[field] ?? undefined,
    ]),
  );

/** Items by what they are; of two alike, the second has its number. */
const itemsInWords = ({ items }: Order): Record<string, string> => {
  const words: Record<string, string> = {};
  for (const item of items) {
    const name = `${item.productName}, ${count(item.contractLength, 'month')}`;
    let at = name;
    for (let number = 2; at in words; number += 1) at = `${name} (${number})`;
    const rented = item.rentedQuantity > 0 ? `, ${item.rentedQuantity} with a subscription` : '';
    words[at] = `${item.quantity} ×${rented}`;
  }
  return words;
};
