// Every page of the app on one screen: where it stands, who may see it, where its code is.
import type { ComponentType } from 'react';

import type { ResourceName } from './data/resources';
import { later } from './later';
// Most people begin here: it comes with the app, and not in a second turn.
import OrderList from './orders/OrderList';
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
    list: OrderList,
    create: behind('orders:write', () => import('./orders/form/NewOrder')),
    edit: behind('orders:write', () => import('./orders/form/EditOrder')),
    show: later(() => import('./orders/OrderShow')),
  },
  {
    name: 'queue',
    permission: 'orders:read',
    list: later(() => import('./queue/QueueList')),
  },
  {
    name: 'subscriptions',
    permission: 'subscriptions:read',
    list: later(() => import('./subscriptions/SubscriptionList')),
    show: later(() => import('./subscriptions/SubscriptionPage')),
  },
  {
    name: 'assets',
    permission: 'assets:read',
    list: later(() => import('./assets/AssetList')),
    show: later(() => import('./assets/AssetShow')),
    edit: behind('assets:write', () => import('./assets/AssetEdit')),
    create: behind('assets:write', () => import('./assets/AssetCreate')),
  },
  {
    name: 'products',
    permission: 'catalog:read',
    list: later(() => import('./products/ProductList')),
    show: later(() => import('./products/ProductShow')),
    edit: behind('catalog:write', () => import('./products/ProductEdit')),
    create: behind('catalog:write', () => import('./products/ProductCreate')),
  },
  {
    name: 'customers',
    permission: 'customers:read',
    list: later(() => import('./customers/CustomerList')),
    show: later(() => import('./customers/CustomerPage')),
    edit: behind('customers:write', () => import('./customers/CustomerEdit')),
  },
  {
    name: 'payments',
    permission: 'payments:read',
    list: later(() => import('./payments/PaymentList')),
    show: later(() => import('./payments/PaymentPage')),
  },
  {
    name: 'billing-groups',
    permission: 'payments:read',
    list: later(() => import('./billing-groups/BillingGroupList')),
    show: later(() => import('./billing-groups/BillingGroupPage')),
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
