// Places an order once, whatever becomes of the connection.
import { api, given } from '../../api/client';
import { Refusal } from '../../api/refusal';
import { forgetSent, rememberSent, sentUnder } from '../../forms/unanswered';
import type { NewOrder } from './body';
import type { Order } from './values';

interface Placed {
  order: Order;
  /** An attempt before this one had arrived: the order is as it was sent then. */
  isEarlier: boolean;
}

export const place = async (body: NewOrder, idempotencyKey: string): Promise<Placed> => {
  rememberSent(idempotencyKey, body);
  try {
    return { order: await send(body, idempotencyKey), isEarlier: false };
  } catch (error) {
    if (!isReused(error)) throw error;
    const order = await earlier(idempotencyKey);
    if (order === undefined) throw error;
    return { order, isEarlier: true };
  }
};

const send = async (body: NewOrder, idempotencyKey: string): Promise<Order> => {
  const { order } = await given(
    api.POST('/v1/orders', { params: { header: { 'Idempotency-Key': idempotencyKey } }, body }),
  );
  forgetSent(idempotencyKey);
  return order;
};

/** The order that was made under the key: the body that made it is answered with it again. */
const earlier = async (idempotencyKey: string): Promise<Order | undefined> => {
  for (const body of sentUnder<NewOrder>(idempotencyKey)) {
    try {
      return await send(body, idempotencyKey);
    } catch (error) {
      if (!isReused(error)) throw error;
    }
  }
  return undefined;
};

const isReused = (error: unknown): boolean => error instanceof Refusal && error.isKeyReused;
