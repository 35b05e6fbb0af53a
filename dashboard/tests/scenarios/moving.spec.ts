// From page to page without a reload: what one page read or changed must not mislead the next.

import type { Page } from '@playwright/test';
import { assets, LAPTOP, order, subscription } from '../support/given';
import { expect, REFUSED, signIn, test } from '../support/test';

const open = async (desk: Page, name: string) => {
  await desk.getByRole('menuitem', { name, exact: true }).click();
  await expect(desk.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
};

test('settings, the order form and the dialogs read the same rules', async ({ desk, shop }) => {
  await subscription(shop, 'RULE-1');
  const extend = async () => {
    await open(desk, 'Subscriptions');
    await desk.getByRole('cell', { name: 'RULE-1' }).click();
    await desk.getByRole('button', { name: 'Extend' }).click();
    await expect(desk.getByRole('dialog').getByLabel('Additional months')).toBeVisible();
    await desk.keyboard.press('Escape');
  };
  const write = async () => {
    await open(desk, 'Orders');
    await desk.getByRole('link', { name: 'New order' }).first().click();
    await expect(desk.getByRole('region', { name: 'Items' })).toBeVisible();
    await expect(desk.getByText(/tax \(21%\)/)).toBeVisible();
  };
  const settle = async () => {
    await open(desk, 'Settings');
    await expect(desk.getByLabel('Display name')).toHaveValue(shop.name);
  };
  for (const step of [settle, write, extend, write, settle, extend]) await step();
});

test('what was saved shows at once, and the next action is not stale', async ({ desk, shop }) => {
  const { orderId, customer } = await order(shop);
  await open(desk, 'Customers');
  await desk.getByRole('cell', { name: /Jane Doe/ }).click();
  await desk.getByRole('link', { name: 'Edit', exact: true }).click();
  await desk.getByRole('textbox', { name: 'Phone' }).fill('+31 20 765 4321');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk).toHaveURL(`/customers/${customer.customerId}/show`);
  await expect(desk.getByText('+31 20 765 4321')).toBeVisible();
  await open(desk, 'Orders');
  await desk.getByRole('cell', { name: /Jane Doe/ }).click();
  await desk.getByRole('link', { name: 'Edit', exact: true }).click();
  await desk.getByLabel(/Quantity of Laptop/).fill('4');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.getByText('0 of 4')).toBeVisible();
  await desk.getByRole('button', { name: 'Confirm order' }).click();
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /Confirm/ })
    .click();
  await expect(desk.getByText('Confirmed').first()).toBeVisible();
  expect(await shop.get(`/v1/orders/${orderId}`)).toMatchObject({ status: 'confirmed' });
});

test('a session that ends while somebody writes leads to signing in, and keeps what was written', async ({
  desk,
  shop,
  allowed,
}) => {
  allowed.push(REFUSED, /status of 401/);
  await desk.goto('/assets/create');
  await desk.getByLabel('Product').fill('Laptop');
  await desk.getByRole('option', { name: /Laptop 14/ }).click();
  await desk.getByLabel('Variant').click();
  await desk.getByRole('option', { name: /Silver/ }).click();
  await desk.getByLabel('Serial number').fill('KEPT-1');
  await desk.waitForFunction(() => JSON.stringify(sessionStorage).includes('KEPT-1'));
  // In another window.
  const answer = await desk
    .context()
    .request.delete('/v1/session', { headers: { Origin: new URL(desk.url()).origin } });
  expect(answer.ok()).toBe(true);
  await desk.getByRole('button', { name: 'Save asset' }).click();
  await expect(desk.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await signIn(desk, shop);
  await desk.goto('/assets/create');
  await expect(desk.getByLabel('Serial number')).toHaveValue('KEPT-1');
});

test('views that were saved are there after signing out and in again', async ({ desk, shop }) => {
  await assets(shop, LAPTOP, 'VIEW-1', 'VIEW-2');
  await open(desk, 'Assets');
  await desk.getByRole('textbox', { name: 'Search' }).fill('VIEW-2');
  await expect(desk.getByRole('row', { name: /VIEW-1/ })).toHaveCount(0);
  await expect(desk.getByRole('row', { name: /VIEW-2/ })).toBeVisible();
  await desk.getByRole('button', { name: 'Views' }).click();
  await desk.getByRole('menuitem', { name: /Save what is shown/ }).click();
  await desk.getByRole('dialog').getByRole('textbox').fill('The second one');
  await desk.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await desk.getByRole('button', { name: /profile/i }).click();
  await desk.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(desk.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await signIn(desk, shop);
  await open(desk, 'Assets');
  await expect(desk.getByRole('row', { name: /VIEW-1/ })).toBeVisible();
  await desk.getByRole('button', { name: 'Views' }).click();
  await desk.getByRole('menuitem', { name: 'The second one', exact: true }).click();
  await expect(desk.getByRole('row', { name: /VIEW-1/ })).toHaveCount(0);
  await expect(desk.getByRole('row', { name: /VIEW-2/ })).toBeVisible();
});
