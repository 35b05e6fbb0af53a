// What changes an order into what its form holds: only what differs is sent, so that two people who
// change different things do not undo each other's work.
import { addressOf, isSameAddress } from '../../addresses/address';
import type { Schema } from '../../api/client';
import { changedValues } from '../../custom-fields/values';
import { customerOf, text } from './body';
import type { Order, OrderForm } from './values';

type OrderPatch = Schema<'OrderPatchBody'>;

/** The patch from `order` to `form`; an empty one where nothing changed. */
export const patchOf = (order: Order, form: OrderForm): OrderPatch => {
  const patch: OrderPatch = {};
  const customer = customerPatch(order, form);
  if (customer !== undefined) patch.customer = customer;
  Object.assign(patch, addressPatch(order, form));
  const items = itemsPatch(order, form);
  if (items !== undefined) patch.items = items;
  const group = form.customer.customerType === 'business' ? form.billingGroupId || null : null;
  if (group !== (order.billingGroupId ?? null)) patch.billingGroupId = group;
  if (text(form.notes) !== text(order.notes)) patch.notes = text(form.notes) || null;
  const customFields = changedValues(order.customFields, form.customFields);
  if (customFields !== undefined) patch.customFields = customFields;
  return patch;
};

/** What the form shows of a business alone. */
const HIDDEN = ['company', 'registrationNumber', 'vatNumber', 'paymentTerms'];

const customerPatch = (order: Order, form: OrderForm): OrderPatch['customer'] => {
  const { company = null, phone = null, ...rest } = order.customer;
  const { registrationNumber = null, vatNumber = null } = rest;
  const was = { ...rest, company, phone, registrationNumber, vatNumber };
  const now = customerOf(form);
  const names = Object.keys(now) as (keyof typeof now)[];
  // A form for an individual shows neither company and its numbers nor terms.
  const isShown = now.customerType === 'business' || was.customerType === 'business';
  const changed = names.filter(
    (name) => was[name] !== now[name] && (isShown || !HIDDEN.includes(name)),
  );
  if (changed.length === 0) return undefined;
  // The order goes to the customer with that e-mail: all that the form says of them holds.
  const sent = changed.includes('email') ? names : changed;
  return Object.fromEntries(sent.map((name) => [name, now[name]]));
};

/** One address for both is kept one: null says so. */
const addressPatch = (
  order: Order,
  form: OrderForm,
): Pick<OrderPatch, 'billingAddress' | 'shippingAddress'> => {
  const patch: Pick<OrderPatch, 'billingAddress' | 'shippingAddress'> = {};
  const isMoved = !isSameAddress(order.billingAddress, form.billingAddress);
  if (isMoved) patch.billingAddress = addressOf(form.billingAddress);
  const wasElsewhere = !isSameAddress(order.billingAddress, order.shippingAddress);
  if (form.shipsElsewhere) {
    if (!isSameAddress(order.shippingAddress, form.shippingAddress)) {
      patch.shippingAddress = addressOf(form.shippingAddress);
    }
  } else if (wasElsewhere || isMoved) {
    patch.shippingAddress = null;
  }
  return patch;
};

/** The whole list, if anything in it changed; items that the order has by their ids. */
const itemsPatch = (order: Order, form: OrderForm): OrderPatch['items'] => {
  const isSame =
    form.items.length === order.items.length &&
    form.items.every((item, at) => {
      const was = order.items[at];
      return item.itemId === was?.itemId && item.quantity === was?.quantity;
    });
  if (isSame) return undefined;
  return form.items.map(({ itemId, sku, contractLength, quantity }) =>
    itemId === undefined
      ? { sku, contractLength, quantity: quantity ?? 0 }
      : { itemId, quantity: quantity ?? 0 },
  );
};
