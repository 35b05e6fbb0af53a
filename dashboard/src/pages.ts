// Every page of the app on one screen: where it stands, who may see it, where its code is.
import { type ComponentType, lazy } from 'react';

import type { ResourceName } from './data/resources';
import { behind } from './session/behind';
import type { Permission } from './session/session';

interface ResourcePages {
  name: ResourceName;
  /** Without it none of its pages is in the menu or can be opened; writing takes one of its own. */
  permission: Permission;
  list: ComponentType;
  show?: ComponentType;
  edit?: ComponentType;
  create?: ComponentType;
}

/** Pages of resources, in the menu's order: `/<name>`, `/<name>/create`, `/<name>/<id>`, `/<name>/<id>/show`. */
export const PAGES: ResourcePages[] = [
  {
    name: 'orders',
    permission: 'orders:read',
    list: lazy(() => import('./orders/OrderList')),
    create: behind('orders:write', () => import('./orders/form/NewOrder')),
    edit: behind('orders:write', () => import('./orders/form/EditOrder')),
    show: lazy(() => import('./orders/OrderShow')),
  },
  {
    name: 'queue',
    permission: 'orders:read',
    list: lazy(() => import('./queue/QueueList')),
  },
  {
    name: 'subscriptions',
    permission: 'subscriptions:read',
    list: lazy(() => import('./subscriptions/SubscriptionList')),
    show: lazy(() => import('./subscriptions/SubscriptionPage')),
  },
  {
    name: 'assets',
    permission: 'assets:read',
    list: lazy(() => import('./assets/AssetList')),
    show: lazy(() => import('./assets/AssetShow')),
    edit: behind('assets:write', () => import('./assets/AssetEdit')),
    create: behind('assets:write', () => import('./assets/AssetCreate')),
  },
  {
    name: 'products',
    permission: 'catalog:read',
    list: lazy(() => import('./products/ProductList')),
    show: lazy(() => import('./products/ProductShow')),
    edit: behind('catalog:write', () => import('./products/ProductEdit')),
    create: behind('catalog:write', () => import('./products/ProductCreate')),
  },
  {
    name: 'customers',
    permission: 'customers:read',
    list: lazy(() => import('./customers/CustomerList')),
    show: lazy(() => import('./customers/CustomerPage')),
    edit: behind('customers:write', () => import('./customers/CustomerEdit')),
  },
  {
    name: 'payments',
    permission: 'payments:read',
    list: lazy(() => import('./payments/PaymentList')),
    show: lazy(() => import('./payments/PaymentPage')),
  },
  {
    name: 'billing-groups',
    permission: 'payments:read',
    list: lazy(() => import('./billing-groups/BillingGroupList')),
    show: lazy(() => import('./billing-groups/BillingGroupPage')),
    create: behind('payments:write', () => import('./billing-groups/BillingGroupCreate')),
    edit: behind('payments:write', () => import('./billing-groups/BillingGroupEdit')),
  },
];

interface CustomPage {
  path: string;
  Page: ComponentType;
}

/** Pages that are no resource. */
export const CUSTOM_PAGES: CustomPage[] = [
  {
    path: '/assets/import',
    Page: behind('assets:write', () => import('./assets/AssetImport')),
  },
  {
    path: '/products/import',
    Page: behind('catalog:write', () => import('./products/ProductImport')),
  },
  {
    path: '/settings/:page?',
    Page: behind('settings:read', () => import('./settings/SettingsPage')),
  },
];

// Most people begin at the orders: their list is fetched while the session is asked for.
if (['/', '/orders'].includes(window.location.pathname)) void import('./orders/OrderList');
