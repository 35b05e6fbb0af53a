// Every page of the app on one screen: where it stands, who may see it, where its code is.
import { type ComponentType, lazy } from 'react';

import type { ResourceName } from './data/resources';
import type { Permission } from './session/session';

interface ResourcePages {
  name: ResourceName;
  /** Without it the page is neither in the menu nor under its address. */
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
    create: lazy(() => import('./orders/form/NewOrder')),
    edit: lazy(() => import('./orders/form/EditOrder')),
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
    edit: lazy(() => import('./assets/AssetEdit')),
    create: lazy(() => import('./assets/AssetCreate')),
  },
  {
    name: 'products',
    permission: 'catalog:read',
    list: lazy(() => import('./products/ProductList')),
    show: lazy(() => import('./products/ProductShow')),
    edit: lazy(() => import('./products/ProductEdit')),
    create: lazy(() => import('./products/ProductCreate')),
  },
  {
    name: 'customers',
    permission: 'customers:read',
    list: lazy(() => import('./customers/CustomerList')),
    show: lazy(() => import('./customers/CustomerPage')),
    edit: lazy(() => import('./customers/CustomerEdit')),
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
    create: lazy(() => import('./billing-groups/BillingGroupCreate')),
    edit: lazy(() => import('./billing-groups/BillingGroupEdit')),
  },
];

interface CustomPage {
  path: string;
  permission: Permission;
  Page: ComponentType;
}

/** Pages that are no resource. */
export const CUSTOM_PAGES: CustomPage[] = [
  {
    path: '/assets/import',
    permission: 'assets:write',
    Page: lazy(() => import('./assets/AssetImport')),
  },
  {
    path: '/products/import',
    permission: 'catalog:write',
    Page: lazy(() => import('./products/ProductImport')),
  },
  {
    path: '/settings/:page?',
    permission: 'settings:read',
    Page: lazy(() => import('./settings/SettingsPage')),
  },
];
