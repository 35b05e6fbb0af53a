// What an edited order sends, and what differs for people.
import { describe, expect, it } from 'vitest';
import { differences } from '../../forms/differences';
import { newOrderBody } from './body';
import { orderInWords } from './comparison';
import { patchOf } from './patch';
import { emptyOrder, formOf, type Order, type OrderForm } from './values';

const ADDRESS = {
  contactName: 'Sarah Johnson',
  streetAddress: '1 Main Street',
  postalCode: '3011 AA',
  city: 'Rotterdam',
  country: 'Netherlands',
};

const item = (itemId: string, quantity: number): Order['items'][number] => ({
  itemId,
  sku: `SKU-${itemId}`,
  productId: 'prod_1',
  variantId: 'var_1',
  productName: `Product ${itemId}`,
  quantity,
  rentedQuantity: 0,
  rentalIds: [],
  rentalStatus: 'pending',
  unitPrice: 10,
  setupFee: 0,
  contractLength: 12,
  listPriceSource: 'unknown',
  acquisitionCostSource: 'unknown',
  usedListPriceAsAcquisition: false,
});

const order = (given: Partial<Order> = {}): Order => ({
  orderId: 'ord_1',
  tenantId: 'bu_1',
  status: 'pending',
  orderType: 'standard',
  customer: {
    customerId: 'cust_1',
    email: 'sarah@example.com',
    firstName: 'Sarah',
    lastName: 'Johnson',
    customerType: 'business',
    company: 'Acme',
    paymentTerms: 'net_14',
  },
  billingAddress: ADDRESS,
  shippingAddress: ADDRESS,
  items: [item('a', 1), item('b', 2)],
  totals: {
    subtotal: 30,
    taxAmount: 0,
    taxRate: 0,
    taxInclusive: false,
    total: 30,
    totalContractValue: 360,
    currency: 'EUR',
    totalDevices: 3,
  },
  totalContractValue: 360,
  payment: { status: 'pending', manuallyMarked: false },
  customFields: { po: 'PO-1', free: 'kept' },
  rentalProgress: { totalDevices: 3, rentedDevices: 0 },
  rentalIds: [],
  subscriptionIds: [],
  notes: 'Ring twice',
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  createdBy: 'key_1',
  ...given,
});

/** The patch after the form was changed. */
const edited = (change: (form: OrderForm) => void, of = order()) => {
  const form = formOf(of);
  change(form);
  return patchOf(of, form);
};

describe('patch of an order', () => {
  it('is empty where nothing changed', () => {
    expect(edited(() => undefined)).toEqual({});
  });

  it('takes empty texts and nulls of inputs for nothing', () => {
    const change = (form: OrderForm) => Object.assign(form.customer, { phone: null });
    expect(edited(change)).toEqual({});
  });

  it('says only what changed of the customer', () => {
    expect(edited((form) => Object.assign(form.customer, { phone: ' +31 6 ' }))).toEqual({
      customer: { phone: '+31 6' },
    });
    expect(edited((form) => Object.assign(form.customer, { company: '' }))).toEqual({
      customer: { company: null },
    });
  });

  it('says the numbers that changed, and nothing of those that did not', () => {
    const was = order({ customer: { ...order().customer, vatNumber: 'NL1' } });
    const put = (customer: Partial<OrderForm['customer']>) =>
      edited((form) => Object.assign(form.customer, customer), was).customer;
    expect(put({ registrationNumber: ' 24 ', vatNumber: '' })).toEqual({
      registrationNumber: '24',
      vatNumber: null,
    });
    expect(put({ company: 'Acme BV' })).toEqual({ company: 'Acme BV' });
  });

  it('says all of the customer with another e-mail', () => {
    const { customer } = edited((form) =>
      Object.assign(form.customer, { email: 'jo@example.com' }),
    );
    expect(customer).toEqual({
      email: 'jo@example.com',
      firstName: 'Sarah',
      lastName: 'Johnson',
      phone: null,
      customerType: 'business',
      company: 'Acme',
      registrationNumber: null,
      vatNumber: null,
      paymentTerms: 'net_14',
    });
  });

  it('takes company, terms and group from somebody who is no business any more', () => {
    const was = order({ billingGroupId: 'bg_1' });
    const patch = edited(
      (form) => Object.assign(form.customer, { customerType: 'individual' }),
      was,
    );
    expect(patch).toEqual({
      customer: { customerType: 'individual', company: null, paymentTerms: 'immediate' },
      billingGroupId: null,
    });
  });

  it('leaves the company of an individual alone', () => {
    const { customer } = order();
    const was = order({ customer: { ...customer, customerType: 'individual' } });
    expect(edited(() => undefined, was)).not.toHaveProperty('customer');
  });

  it('moves both addresses where there is one', () => {
    const patch = edited((form) => Object.assign(form.billingAddress, { city: 'Delft' }));
    expect(patch).toEqual({ billingAddress: { ...ADDRESS, city: 'Delft' }, shippingAddress: null });
  });

  it('gives a second address, changes it and takes it away', () => {
    const elsewhere = { ...ADDRESS, city: 'Utrecht' };
    const given = edited((form) => {
      form.shipsElsewhere = true;
      form.shippingAddress.city = 'Utrecht';
    });
    expect(given).toEqual({ shippingAddress: elsewhere });
    const two = order({ shippingAddress: elsewhere });
    expect(edited((form) => Object.assign(form.billingAddress, { city: 'Delft' }), two)).toEqual({
      billingAddress: { ...ADDRESS, city: 'Delft' },
    });
    expect(edited((form) => Object.assign(form, { shipsElsewhere: false }), two)).toEqual({
      shippingAddress: null,
    });
  });

  it('names items by their ids and new ones by SKU', () => {
    const patch = edited((form) => {
      form.items = [
        { ...formOf(order()).items[1], quantity: 5 } as OrderForm['items'][number],
        {
          sku: 'NEW',
          productId: 'prod_2',
          productName: 'New',
          contractLength: 24,
          quantity: 1,
          unitPrice: 1,
          setupFee: 0,
        },
      ];
    });
    expect(patch).toEqual({
      items: [
        { itemId: 'b', quantity: 5 },
        { sku: 'NEW', contractLength: 24, quantity: 1 },
      ],
    });
  });

  it('clears notes and single custom fields, and leaves those it does not show', () => {
    const patch = edited((form) => {
      form.notes = ' ';
      form.customFields = { ...form.customFields, po: '' };
    });
    expect(patch).toEqual({ notes: null, customFields: { po: null } });
  });
});

describe('body of a new order', () => {
  it('leaves out what is not said', () => {
    const form = emptyOrder('Netherlands');
    Object.assign(form.customer, {
      email: ' a@b.nl ',
      firstName: 'A',
      lastName: 'B',
      company: 'X',
    });
    Object.assign(form.billingAddress, ADDRESS);
    form.billingGroupId = 'bg_of_a_business';
    const body = newOrderBody(form, 'confirmed');
    expect(body).toEqual({
      status: 'confirmed',
      customer: {
        email: 'a@b.nl',
        firstName: 'A',
        lastName: 'B',
        phone: null,
        customerType: 'individual',
        company: null,
        registrationNumber: null,
        vatNumber: null,
        paymentTerms: 'immediate',
      },
      billingAddress: ADDRESS,
      items: [],
    });
  });
});

describe('differences between two states of an order', () => {
  it('are told in words', () => {
    const now = order({
      billingAddress: { ...ADDRESS, city: 'Delft' },
      items: [item('a', 3)],
      notes: undefined,
    } as Partial<Order>);
    expect(differences(orderInWords(order()), orderInWords(now))).toEqual([
      { path: 'Billing address: city', before: 'Rotterdam', now: 'Delft' },
      { path: 'Product a, 12 months', before: '1 ×', now: '3 ×' },
      { path: 'Product b, 12 months', before: '2 ×', now: undefined },
      { path: 'Notes', before: 'Ring twice', now: undefined },
    ]);
  });
});
