// Signing in and out, what a key may see, and tenants that do not meet.
import { order } from '../support/given';
import { Tenant } from '../support/tenant';
import { expect, REFUSED, signIn, test } from '../support/test';

const UNAUTHORIZED = /status of 401/;

test('a wrong key is refused in the words of the server', async ({ visitor, shop, allowed }) => {
  allowed.push(UNAUTHORIZED);
  await visitor.goto('/');
  await visitor.getByLabel('Tenant').fill(shop.id);
  await visitor.getByLabel('API key').fill('fo_live_nonsense');
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  await expect(visitor.getByRole('alert')).toContainText('API key');
});

test('the cookie is out of reach of scripts, and nothing stored holds the key', async ({
  desk,
  shop,
}) => {
  const cookies = await desk.context().cookies();
  expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
    { httpOnly: true, sameSite: 'Strict' },
  ]);
  const kept = await desk.evaluate(() =>
    JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
  );
  expect(kept).not.toContain(shop.key);
});

test('signing out ends the session for everybody who has the cookie', async ({ desk, allowed }) => {
  allowed.push(UNAUTHORIZED);
  const cookies = await desk.context().cookies();
  await desk.getByRole('button', { name: /profile/i }).click();
  await desk.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(desk.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await desk.context().addCookies(cookies);
  await desk.reload();
  await expect(desk.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('the demo is one click away', async ({ visitor }) => {
  await visitor.goto('/');
  await visitor.getByRole('button', { name: 'Open the demo shop' }).click();
  await expect(visitor.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
  await expect(visitor.getByRole('row').nth(5)).toBeVisible();
});

test('the page shows only what the key may do', async ({ visitor, shop }) => {
  await order(shop);
  await signIn(visitor, shop, await shop.keyFor('orders:read'));
  await expect(visitor.getByRole('heading', { name: 'Orders', level: 1 })).toBeVisible();
  await expect(visitor.getByRole('cell', { name: /Jane Doe/ })).toBeVisible();
  await expect(visitor.getByRole('menuitem', { name: 'Customers' })).toHaveCount(0);
  await expect(visitor.getByRole('menuitem', { name: 'Settings' })).toHaveCount(0);
  await expect(visitor.getByRole('link', { name: 'New order' })).toHaveCount(0);
  await visitor.getByRole('cell', { name: /Jane Doe/ }).click();
  await expect(visitor.getByRole('heading', { level: 1, name: /Jane Doe/ })).toBeVisible();
  await expect(visitor.getByRole('button', { name: 'Confirm order' })).toHaveCount(0);
});

test('a second tenant sees nothing of the first', async ({ visitor, shop, allowed }) => {
  allowed.push(REFUSED);
  const theirs = await order(shop, { email: 'secret@example.com' });
  const other = await Tenant.make('Other');
  await signIn(visitor, other);
  await expect(visitor.getByText('No orders yet')).toBeVisible();
  for (const page of ['subscriptions', 'assets', 'products', 'customers', 'payments']) {
    await visitor.goto(`/${page}`);
    await expect(visitor.getByText(`No ${page} yet`)).toBeVisible();
    await expect(visitor.getByText(/Laptop 14|Jane|secret@example\.com/)).toHaveCount(0);
  }
  await visitor.goto(`/orders/${theirs.orderId}/show`);
  await expect(visitor.getByText('There is nothing here under this id')).toBeVisible();
});

test('a key of two tenants switches between them', async ({ visitor, shop }) => {
  await order(shop);
  const second = await Tenant.make('Acme BE', '--organization', shop.organization);
  await signIn(visitor, shop, await shop.keyForAll());
  await expect(visitor.getByRole('cell', { name: /Jane Doe/ })).toBeVisible();
  await visitor.getByRole('button', { name: /Switch tenant/ }).click();
  await visitor.getByRole('menuitem', { name: second.name }).click();
  await expect(visitor.getByText('No orders yet')).toBeVisible();
});
