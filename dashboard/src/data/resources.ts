// What the app lists: for each resource its path, and where the API puts rows and ids.
import { api, type Schema, whole } from '../api/client';
import type { paths } from '../api/schema';
import type { Asked } from './query';

/** Paths that answer a page of rows. */
type ListPath =
  | '/v1/orders'
  | '/v1/fulfillment/queue'
  | '/v1/subscriptions'
  | '/v1/products'
  | '/v1/products/variants'
  | '/v1/assets'
  | '/v1/customers'
  | '/v1/payments'
  | '/v1/billing-groups';

/** A row as react-admin wants it: with an `id`, and the version it was read at where there is one. */
export type Row<T = Record<string, unknown>> = T & { id: string; _version?: string };

/** How a resource is read. */
export interface Resource extends Asked {
  /** Path of the list. */
  path: ListPath;
  /** Name of the rows in the list's answer. */
  rows: string;
  /** Id of a row. */
  id: (row: Record<string, unknown>) => string;
  /** Rows on a page at most. */
  most: number;
  /** Parameter of the list that takes several ids, at most as many as rows stand on a page. */
  many?: string;
  /** Reads one; without it there is no page for one. */
  one?: (id: string) => Promise<{ data: unknown; version: string | undefined }>;
}

/** Names that a list's query takes. */
type QueryOf<P extends ListPath> = NonNullable<paths[P]['get']['parameters']['query']>;

/** What `sortBy` may be; nothing where a list has one order. */
type SortOf<P extends ListPath> = 'sortBy' extends keyof QueryOf<P>
  ? NonNullable<QueryOf<P>['sortBy' & keyof QueryOf<P>]>
  : never;

/** A resource in the words of the API's document: a parameter that is no more does not compile. */
interface Declared<P extends ListPath> {
  path: 'limit' | 'startAfter' extends keyof QueryOf<P> ? P : never;
  filters: readonly (keyof QueryOf<P>)[];
  sorts: readonly SortOf<P>[];
  many?: keyof QueryOf<P>;
}
type AnyDeclared = Resource & { [P in ListPath]: Declared<P> }[ListPath];

const by = (name: string) => (row: Record<string, unknown>) => String(row[name]);

/** Puts an entity out of its envelope. */
const inside = async <T, K extends keyof T>(
  answer: Promise<{ data: T; version: string | undefined }>,
  key: K,
) => {
  const { data, version } = await answer;
  return { data: data[key], version };
};

/** All resources, by the name that stands in the app's addresses. */
const RESOURCES = {
  orders: {
    path: '/v1/orders',
    rows: 'orders',
    id: by('orderId'),
    most: 100,
    filters: [
      'search',
      'status',
      'customerType',
      'customerId',
      'orderType',
      'createdFrom',
      'createdTo',
    ],
    sorts: ['createdAt', 'updatedAt', 'orderId', 'status', 'totals.total'],
    hasCustomFields: true,
    one: (id) => whole(api.GET('/v1/orders/{orderId}', { params: { path: { orderId: id } } })),
  },
  queue: {
    path: '/v1/fulfillment/queue',
    rows: 'items',
    id: by('itemId'),
    most: 100,
    filters: ['sku', 'status', 'customerId'],
    sorts: [],
  },
  subscriptions: {
    path: '/v1/subscriptions',
    rows: 'rentals',
    id: by('rentalId'),
    most: 100,
    filters: [
      'search',
      'status',
      'customerId',
      'orderId',
      'billingGroupId',
      'sku',
      'startDateFrom',
      'startDateTo',
      'endDateFrom',
      'endDateTo',
      'createdFrom',
      'createdTo',
    ],
    sorts: ['createdAt', 'startDate', 'endDate', 'status'],
    one: (id) =>
      whole(
        api.GET('/v1/subscriptions/{subscriptionId}', { params: { path: { subscriptionId: id } } }),
      ),
  },
  products: {
    path: '/v1/products',
    rows: 'products',
    id: by('productId'),
    most: 100,
    filters: ['search', 'status', 'category', 'brand'],
    sorts: ['createdAt', 'name'],
    one: (id) =>
      whole(api.GET('/v1/products/{productId}', { params: { path: { productId: id } } })),
  },
  variants: {
    path: '/v1/products/variants',
    rows: 'variants',
    id: by('variantId'),
    most: 100,
    filters: ['status', 'category', 'brand', 'grade', 'sku', 'productSku'],
    sorts: ['createdAt', 'variantSku'],
  },
  assets: {
    path: '/v1/assets',
    rows: 'assets',
    id: by('serialNumber'),
    most: 100,
    filters: ['search', 'status', 'productId', 'sku', 'condition', 'costRecovery', 'customerId'],
    sorts: ['createdAt', 'serialNumber', 'sku', 'status'],
    one: (id) =>
      whole(api.GET('/v1/assets/{serialNumber}', { params: { path: { serialNumber: id } } })),
  },
  customers: {
    path: '/v1/customers',
    rows: 'customers',
    id: by('customerId'),
    most: 100,
    filters: [
      'search',
      'email',
      'status',
      'customerType',
      'hasActiveRentals',
      'billingGroupId',
      'lifetimeMin',
      'lifetimeMax',
    ],
    sorts: [
      'createdAt',
      'firstName',
      'lastName',
      'email',
      'totalDevicesRented',
      'subscriptionsTracked',
      'totalMonthlyRevenue',
      'lifetimeCollected',
    ],
    many: 'customerIds',
    one: (id) =>
      whole(api.GET('/v1/customers/{customerId}', { params: { path: { customerId: id } } })),
  },
  payments: {
    path: '/v1/payments',
    rows: 'payments',
    id: by('paymentId'),
    most: 100,
    filters: [
      'search',
      'status',
      'overdue',
      'dueDateFrom',
      'dueDateTo',
      'paidFrom',
      'paidTo',
      'customerId',
      'billingGroupId',
      'orderId',
      'subscriptionId',
    ],
    sorts: ['createdAt', 'dueDate', 'amount', 'customer', 'status'],
    one: (id) =>
      inside(
        whole(api.GET('/v1/payments/{paymentId}', { params: { path: { paymentId: id } } })),
        'payment',
      ),
  },
  'billing-groups': {
    path: '/v1/billing-groups',
    rows: 'billingGroups',
    id: by('billingGroupId'),
    most: 100,
    filters: ['search', 'status', 'customerId'],
    sorts: ['createdAt'],
    one: (id) =>
      inside(
        whole(
          api.GET('/v1/billing-groups/{billingGroupId}', {
            params: { path: { billingGroupId: id } },
          }),
        ),
        'billingGroup',
      ),
  },
} satisfies Record<string, AnyDeclared>;

/** Name of a resource. */
export type ResourceName = keyof typeof RESOURCES;

/** All of them. */
export const RESOURCE_NAMES = Object.keys(RESOURCES) as ResourceName[];

/** The resource of that name. */
export const resourceOf = (name: string): Resource => {
  const resource = (RESOURCES as Record<string, Resource>)[name];
  if (resource === undefined) throw new Error(`there is no resource ${name}`);
  return resource;
};

/** Rows of the lists, by resource. */
export interface Rows {
  orders: Row<Schema<'OrderBody'>>;
  queue: Row<Schema<'QueuedItemBody'>>;
  subscriptions: Row<Schema<'Rental'>>;
  products: Row<Schema<'ProductBody'>>;
  variants: Row<Schema<'VariantBody'>>;
  assets: Row<Schema<'AssetBody'>>;
  customers: Row<Schema<'CustomerDetailBody'>>;
  payments: Row<Schema<'Payment'>>;
  'billing-groups': Row<Schema<'BillingGroup'>>;
}
