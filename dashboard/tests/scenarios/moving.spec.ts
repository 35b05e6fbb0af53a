// From page to page without a reload: what one page read or changed must not mislead the next.

import type { Page } from '@playwright/test';
import { assets, LAPTOP, order, subscription } from '../support/given';
import type { Schema } from '../support/tenant';
import { accessFaults, expect, REFUSED, signIn, test } from '../support/test';

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

test('the second click on a dialog that closes opens no row below it', async ({ desk, shop }) => {
  await assets(shop, LAPTOP, ...Array.from({ length: 20 }, (_, index) => `BELOW-${index}`));
  await open(desk, 'Assets');
  await desk.getByRole('textbox', { name: 'Search' }).fill('BELOW');
  await expect(desk).toHaveURL(/BELOW/);
  await expect(desk.getByRole('row', { name: /BELOW-/ })).toHaveCount(20);
  await desk.getByRole('button', { name: 'Views' }).click();
  await desk.getByRole('menuitem', { name: /Save what is shown/ }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Those below');
  await dialog.getByRole('button', { name: 'Save' }).dblclick({ delay: 50 });
  await expect(dialog).toHaveCount(0);
  await expect(desk).toHaveURL(/\/assets\?/);
  await desk.getByRole('button', { name: 'Views' }).click();
  await expect(desk.getByRole('menuitem', { name: 'Those below', exact: true })).toBeVisible();
});

test('many payments are marked as paid at once, each with what came of it', async ({
  desk,
  shop,
  allowed,
}) => {
  allowed.push(REFUSED);
  const { rentalId } = await subscription(shop, 'MANY-1');
  const firstTwo = async () => {
    const query = `subscriptionId=${rentalId}&sortBy=dueDate&sortDir=asc&limit=2`;
    return (await shop.get<{ payments: Schema<'Payment'>[] }>(`/v1/payments?${query}`)).payments;
  };
  await open(desk, 'Payments');
  const boxes = desk.getByRole('checkbox', { name: 'Select this row' });
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  // Somebody else is quicker.
  await shop.post(`/v1/payments/${(await firstTwo())[0]?.paymentId}/mark-paid`);
  await desk.getByRole('button', { name: 'Mark selected as paid' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Mark 2 payments as paid' });
  await dialog.getByLabel('Reference').fill('TRF-1');
  await dialog.getByRole('button', { name: 'Mark 2 payments as paid' }).click();
  await expect(dialog.getByRole('alert')).toContainText('1 done, 1 not');
  await expect(dialog.getByText(/This payment is paid already/)).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(desk.getByText('1 item selected')).toBeVisible();
  expect((await firstTwo())[1]).toMatchObject({ status: 'paid', paymentReference: 'TRF-1' });
});

test('a quick view tells of who is on the phone, and goes back to the row', async ({
  desk,
  shop,
}) => {
  await subscription(shop, 'GLANCE-1');
  await open(desk, 'Customers');
  const row = desk.getByRole('row', { name: /Jane Doe/ });
  const eye = row.getByRole('button', { name: 'Quick view' });
  await eye.press('Enter');
  const view = desk.getByRole('dialog', { name: 'Quick view: Jane Doe' });
  await expect(view.getByRole('link', { name: 'jane@example.com' })).toBeVisible();
  await expect(view.getByRole('listitem').filter({ hasText: 'GLANCE-1' })).toHaveCount(1);
  await expect(view.getByRole('link', { name: 'All open payments' })).toBeVisible();
  expect(await accessFaults(desk, 'quick view')).toEqual([]);
  await desk.keyboard.press('Escape');
  await expect(view).toBeHidden();
  await expect(eye).toBeFocused();
});
