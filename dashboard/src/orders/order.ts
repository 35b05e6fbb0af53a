// What an order is to this app, and what its state lets people do.
import type { Schema } from '../api/client';
import { nameOf } from '../customers/customer';
import type { Rows } from '../data/resources';

export type Order = Rows['orders'];
export type OrderItem = Schema<'ItemBody'>;

/** First and last name. */
export const customerName = ({ customer }: { customer: Parameters<typeof nameOf>[0] }): string =>
  nameOf(customer);

/** `MacBook Pro 16 × 2 + 1 more`. */
export const itemsLine = (items: Pick<OrderItem, 'productName' | 'quantity'>[]): string => {
  const [first, ...others] = items;
  if (first === undefined) return 'No items';
  const line = first.quantity > 1 ? `${first.productName} × ${first.quantity}` : first.productName;
  return others.length === 0 ? line : `${line} + ${others.length} more`;
};

/** Units of the item that have no subscription yet. */
export const openUnits = (item: Pick<OrderItem, 'quantity' | 'rentedQuantity'>): number =>
  Math.max(item.quantity - item.rentedQuantity, 0);

/** Units of the order that have no subscription yet. */
export const openUnitsOf = ({ rentalProgress }: Pick<Order, 'rentalProgress'>): number =>
  Math.max(rentalProgress.totalDevices - rentalProgress.rentedDevices, 0);

type State = Pick<Order, 'status' | 'orderType' | 'rentalProgress'>;

export const isConfirmable = ({ status }: State): boolean => status === 'pending';

export const isEditable = ({ status }: State): boolean =>
  status === 'pending' || status === 'confirmed' || status === 'partial';

export const isCancellable = ({ status, rentalProgress }: State): boolean =>
  (status === 'pending' || status === 'confirmed') && rentalProgress.rentedDevices === 0;

/** Whether devices may be handed out; extensions hand none out, and some tenants confirm first. */
export const isFulfillable = (order: State, confirmsFirst: boolean): boolean =>
  order.orderType !== 'extension' &&
  openUnitsOf(order) > 0 &&
  (order.status === 'confirmed' ||
    order.status === 'partial' ||
    (order.status === 'pending' && !confirmsFirst));
