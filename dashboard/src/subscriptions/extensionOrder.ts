// The order that extends a contract once it is confirmed: of what it is made, and which contracts it
// takes. It takes the oldest running ones of the first order and its SKU, one for each unit.
import type { Schema } from '../api/client';
import { filledIn } from '../custom-fields/values';
import { contractEnd } from './contractEnd';

type Order = Schema<'OrderBody'>;
type Rental = Schema<'Rental'>;

/** The form; inputs are named as in the API's body. */
export interface ExtensionForm {
  extensionDetails: { extensionMonths: number; reason?: string | null };
  /** One line; its term is that of the price. */
  items: [{ contractLength: number }];
  status: Schema<'InitialStatus'>;
  notes?: string | null;
  customFields?: Record<string, unknown>;
}

/** Contracts that such an order extends with this one, which comes last; `running` is oldest first. */
export const takenWith = (rental: Pick<Rental, 'rentalId'>, running: Rental[]): Rental[] => {
  const at = running.findIndex(({ rentalId }) => rentalId === rental.rentalId);
  return running.slice(0, Math.max(at, 0));
};

/** The line of the first order that the contract stands on; the one with its term where there are more. */
export const lineOf = (rental: Pick<Rental, 'rentalId' | 'sku'>, order: Order) => {
  const lines = order.items.filter(({ sku }) => sku === rental.sku);
  return lines.find(({ rentalIds }) => rentalIds.includes(rental.rentalId)) ?? lines[0];
};

/** `units`: as many contracts as it extends. */
export const extensionOrder = (
  rental: Rental,
  order: Order,
  units: number,
  form: ExtensionForm,
): Schema<'NewOrderBody'> => {
  const { extensionMonths, reason } = form.extensionDetails;
  const newEndDate = contractEnd(rental.startDate, rental.contractLength + extensionMonths);
  const customFields = filledIn(form.customFields);
  return {
    orderType: 'extension',
    status: form.status,
    customer: { customerId: order.customer.customerId },
    billingAddress: order.billingAddress,
    shippingAddress: order.shippingAddress,
    items: [{ sku: rental.sku, quantity: units, contractLength: form.items[0].contractLength }],
    extensionDetails: {
      originalOrderId: order.orderId,
      extensionMonths,
      previousEndDate: rental.endDate,
      newEndDate: newEndDate ?? rental.endDate,
      ...(reason?.trim() && { reason: reason.trim() }),
    },
    ...(form.notes?.trim() && { notes: form.notes.trim() }),
    ...(Object.keys(customFields).length > 0 && { customFields }),
  };
};
