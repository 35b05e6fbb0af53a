// An order as the form holds it. Names are the paths of the API's body, so that its faults find
// their fields; what the API does not take stands beside them.
import {
  type AddressForm,
  emptyAddress,
  formOfAddress,
  isSameAddress,
} from '../../addresses/address';
import type { Schema } from '../../api/client';
import type { CustomValues } from '../../custom-fields/values';

export type Order = Schema<'OrderBody'>;
type CustomerType = Schema<'CustomerType'>;
type PaymentTerms = Schema<'PaymentTerms'>;

/** An order with the version it was read at. */
export type OpenedOrder = Order & { _version?: string };

/** A line of the order. */
export interface ItemForm {
  /** Of an item that the order has already. */
  itemId?: string;
  sku: string;
  /** Nothing where only the SKU is known. */
  productId?: string;
  /** The SKU where nothing else is known. */
  productName: string;
  /** Nothing where the order's answer does not tell. */
  variantName?: string | undefined;
  /** Months. */
  contractLength: number;
  quantity: number | null;
  /** A month and unit, after discount; nothing where the key may not look at prices. */
  unitPrice?: number;
  /** Once a unit. */
  setupFee: number;
  /** Units that have, or had, a subscription: the item is locked. */
  rentedQuantity?: number;
  rentalIds?: string[];
}

/** Values by the name of their input, such as `customer.phone`. */
export type Values = Record<string, string | boolean>;

export interface OrderForm {
  customer: {
    email: string;
    firstName: string;
    lastName: string;
    phone: string;
    customerType: CustomerType;
    company: string;
    registrationNumber: string;
    vatNumber: string;
    paymentTerms: PaymentTerms;
  };
  billingAddress: AddressForm;
  /** Whether the second address is another one. */
  shipsElsewhere: boolean;
  shippingAddress: AddressForm;
  items: ItemForm[];
  billingGroupId: string | null;
  notes: string;
  customFields: CustomValues;
  /** The order as it was when the form opened; nothing for a new one. */
  _opened?: OpenedOrder;
  /** What the customer found by e-mail filled in. */
  _filled?: Values | undefined;
}

/** A form to begin with; the e-mail finds the rest of a customer who is known. */
export const emptyOrder = (country: string, email = ''): OrderForm => ({
  customer: {
    email,
    firstName: '',
    lastName: '',
    phone: '',
    customerType: 'individual',
    company: '',
    registrationNumber: '',
    vatNumber: '',
    paymentTerms: 'immediate',
  },
  billingAddress: emptyAddress(country),
  shipsElsewhere: false,
  shippingAddress: emptyAddress(country),
  items: [],
  billingGroupId: null,
  notes: '',
  customFields: {},
});

/** The form of an order that there is. */
export const formOf = (order: OpenedOrder): OrderForm => {
  const { customer } = order;
  return {
    customer: {
      email: customer.email,
      firstName: customer.firstName,
      lastName: customer.lastName,
      phone: customer.phone ?? '',
      customerType: customer.customerType,
      company: customer.company ?? '',
      registrationNumber: customer.registrationNumber ?? '',
      vatNumber: customer.vatNumber ?? '',
      paymentTerms: customer.paymentTerms,
    },
    billingAddress: formOfAddress(order.billingAddress),
    shipsElsewhere: !isSameAddress(order.billingAddress, order.shippingAddress),
    shippingAddress: formOfAddress(order.shippingAddress),
    items: order.items.map((item) => ({
      itemId: item.itemId,
      sku: item.sku,
      productId: item.productId,
      productName: item.productName,
      contractLength: item.contractLength,
      quantity: item.quantity,
      unitPrice: item.unitPrice,
      setupFee: item.setupFee,
      rentedQuantity: item.rentedQuantity,
      rentalIds: item.rentalIds,
    })),
    billingGroupId: order.billingGroupId ?? null,
    notes: order.notes ?? '',
    customFields: order.customFields ?? {},
    _opened: order,
  };
};
