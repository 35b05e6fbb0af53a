// Keys, rules and fields of the tenant.
import { Tenant } from '../support/tenant';
import { expect, REFUSED, signIn, test } from '../support/test';

test('a key is made, shown once, works, and stops when it is revoked', async ({
  desk,
  shop,
  browser,
}) => {
  await desk.goto('/settings/api-keys');
  await desk.getByRole('button', { name: 'New API key' }).click();
  await desk.getByLabel('Name').fill('Stock screen');
  await desk.getByLabel('Assets').click();
  await desk.getByRole('option', { name: 'Look', exact: true }).click();
  await desk.getByRole('button', { name: 'Make key' }).click();
  const key = await desk.getByLabel('API key', { exact: true }).inputValue();
  expect(key).toMatch(/^fo_live_/);
  await desk.getByRole('button', { name: 'I have kept it' }).click();
  await expect(desk.getByText(key)).toHaveCount(0);

  const ask = () =>
    fetch(`${process.env.FLEXORDER_URL}/v1/assets`, {
      headers: { Authorization: `Bearer ${key}`, 'Tenant-ID': shop.id },
    }).then(({ status }) => status);
  expect(await ask()).toBe(200);

  const screen = await browser.newPage({ baseURL: process.env.FLEXORDER_URL ?? '' });
  await signIn(screen, shop, key);
  await desk.getByRole('button', { name: 'Revoke Stock screen' }).click();
  await desk.getByRole('button', { name: 'Revoke key' }).click();
  await expect(desk.getByText(/^Revoked /)).toBeVisible();
  expect(await ask()).toBe(401);
  await screen.reload();
  await expect(screen.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await screen.close();
});

test('a key is made for a second tenant too, and opens it', async ({ visitor, shop }) => {
  const second = await Tenant.make('Acme BE', '--organization', shop.organization);
  await signIn(visitor, shop, await shop.keyForAll());
  await visitor.goto('/settings/api-keys');
  await visitor.getByRole('button', { name: 'New API key' }).click();
  await visitor.getByLabel('Name').fill('Both shops');
  await visitor.getByLabel('Also works in').click();
  await visitor.getByRole('option', { name: second.name }).click();
  await visitor.getByLabel('Assets').click();
  await visitor.getByRole('option', { name: 'Look', exact: true }).click();
  await visitor.getByRole('button', { name: 'Make key' }).click();
  const key = await visitor.getByLabel('API key', { exact: true }).inputValue();
  const other = await Tenant.make('Elsewhere');
  const ask = (tenant: Tenant) =>
    fetch(`${process.env.FLEXORDER_URL}/v1/assets`, {
      headers: { Authorization: `Bearer ${key}`, 'Tenant-ID': tenant.id },
    }).then(({ status }) => status);
  expect(await Promise.all([shop, second, other].map(ask))).toEqual([200, 200, 403]);
});

test('a rule that somebody else changed meanwhile is not lost', async ({ desk, shop, allowed }) => {
  allowed.push(REFUSED);
  await desk.goto('/settings/contracts');
  const window = desk.getByLabel('Window for duplicates');
  await window.fill('90');
  await shop.patch('/v1/settings', { orders: { requireConfirmation: true } });
  await desk.getByRole('button', { name: 'Save settings' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Somebody changed this meanwhile' });
  await expect(dialog.getByRole('row', { name: /require confirmation/i })).toBeVisible();
  await dialog.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(desk.getByText('Settings saved')).toBeVisible();
  const settings = await shop.get<{ orders: object }>('/v1/settings');
  expect(settings.orders).toEqual({ requireConfirmation: true, duplicateWindowSeconds: 90 });
});

test('what was typed outlives another page and a reload, and reverts nothing of others', async ({
  desk,
  shop,
}) => {
  const back = desk.getByText('What you had typed before is back.');
  const window = desk.getByLabel('Window for duplicates');
  const kept = (text: string) =>
    desk.waitForFunction((it) => JSON.stringify(sessionStorage).includes(it), text);
  await desk.goto('/settings/contracts');
  await window.fill('4321');
  await desk.getByRole('tab', { name: 'General' }).click();
  await expect(desk.getByLabel('Tax rate')).toBeVisible();
  await expect(back).toHaveCount(0);
  await desk.getByRole('tab', { name: 'Orders and contracts' }).click();
  await expect(back).toBeVisible();
  await expect(window).toHaveValue('4321');

  // What is written is kept a moment after the last key.
  await kept('4321');
  await shop.patch('/v1/settings', { orders: { requireConfirmation: true } });
  await desk.reload();
  await expect(back).toBeVisible();
  await expect(window).toHaveValue('4321');
  await expect(desk.getByLabel(/^Orders must be confirmed/)).toBeChecked();
  await desk.getByRole('button', { name: 'Save settings' }).click();
  await expect(desk.getByText('Settings saved')).toBeVisible();
  await expect(back).toHaveCount(0);

  await desk.reload();
  await expect(window).toHaveValue('4321');
  await expect(back).toHaveCount(0);
  const { orders } = await shop.get<{ orders: object }>('/v1/settings');
  expect(orders).toEqual({ requireConfirmation: true, duplicateWindowSeconds: 4321 });

  // The form that came after the save keeps what is typed too.
  await window.fill('8765');
  await kept('8765');
  await desk.reload();
  await expect(back).toBeVisible();
  await desk.getByRole('button', { name: 'Start over' }).click();
  await expect(window).toHaveValue('4321');
});

test('a rule that does not hold is refused at its field', async ({ desk, allowed }) => {
  allowed.push(REFUSED);
  await desk.goto('/settings/general');
  await desk.getByLabel('Tax rate').fill('120');
  await desk.getByRole('button', { name: 'Save settings' }).click();
  await expect(desk.getByText(/100/)).toBeVisible();
});

test('a field of the tenant’s own stands in the order form', async ({ desk }) => {
  await desk.goto('/settings/custom-fields');
  await desk.getByRole('button', { name: 'New field' }).click();
  await desk.getByLabel('Label').fill('PO number');
  await desk.getByLabel('Id').fill('poNumber');
  await desk.getByRole('button', { name: 'Add field' }).click();
  await expect(desk.getByRole('cell', { name: 'poNumber' })).toBeVisible();
  await desk.goto('/orders/create');
  await expect(desk.getByLabel('PO number')).toBeVisible();
});
