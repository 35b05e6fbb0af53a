// Where the timelines of the kinds of things are read: a page of each, newest first.
import { api, given, type Schema } from '../api/client';

/** Which page: how many entries, and after which cursor. */
interface Asked {
  limit: number;
  startAfter?: string;
}

type Read = (id: string, query: Asked) => Promise<Schema<'TimelineListBody'>>;

/** By the resource whose pages show it. */
export const READ_TIMELINE = {
  orders: (orderId, query) =>
    given(api.GET('/v1/orders/{orderId}/timeline', { params: { path: { orderId }, query } })),
  subscriptions: (subscriptionId, query) =>
    given(
      api.GET('/v1/subscriptions/{subscriptionId}/timeline', {
        params: { path: { subscriptionId }, query },
      }),
    ),
  products: (productId, query) =>
    given(api.GET('/v1/products/{productId}/timeline', { params: { path: { productId }, query } })),
  customers: (customerId, query) =>
    given(
      api.GET('/v1/customers/{customerId}/timeline', { params: { path: { customerId }, query } }),
    ),
  payments: (paymentId, query) =>
    given(api.GET('/v1/payments/{paymentId}/timeline', { params: { path: { paymentId }, query } })),
  'billing-groups': (billingGroupId, query) =>
    given(
      api.GET('/v1/billing-groups/{billingGroupId}/timeline', {
        params: { path: { billingGroupId }, query },
      }),
    ),
} satisfies Record<string, Read>;
