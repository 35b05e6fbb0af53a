// The life of an order, as the guide tells it.
import { assets, BIKE, LAPTOP, order } from '../support/given';
import { addItem, writeAddress, writeCustomer } from '../support/orderForm';
import type { Schema } from '../support/tenant';
import { expect, REFUSED, test } from '../support/test';

const JANE = { email: 'jane@example.com', firstName: 'Jane', lastName: 'Doe' };

type Order = Schema<'OrderBody'>;

test('phone order: written while the customer speaks, saved as confirmed', async ({
  desk,
  shop,
}) => {
  await expect(desk.getByRole('link', { name: 'New order' }).first()).toBeVisible();
  await desk.keyboard.press('n');
  await expect(desk.getByRole('heading', { name: 'New order', level: 1 })).toBeVisible();
  await writeCustomer(desk, JANE);
  await writeAddress(desk, 'Billing address', 'Keizersgracht 1');
  await addItem(desk, { product: 'Laptop', months: 24, quantity: 2 });
  await addItem(desk, { product: 'City bike', months: 12 });
  // 2 × 40 and 90 a month and 21 % on top; over 24 and 12 months.
  const totals = desk.getByLabel('Totals');
  await expect(totals).toContainText('205.70');
  await expect(totals).toContainText('3,000.00');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('heading', { name: /Jane Doe/, level: 1 })).toBeVisible();
  await expect(desk.getByText('Confirmed').first()).toBeVisible();

  const { orders } = await shop.get<{ orders: Order[] }>('/v1/orders');
  expect(orders).toHaveLength(1);
  expect(orders[0]).toMatchObject({ status: 'confirmed', totals: { total: 205.7 } });
  expect(orders[0]?.totals.totalContractValue).toBe(3000);
});

test('online order: found by search, reviewed and confirmed', async ({ desk, shop }) => {
  await order(shop, { email: 'first@example.com' });
  const wanted = await order(shop, { email: 'web@example.com' });
  await desk.reload();
  await expect(desk.getByRole('row', { name: /@example\.com/ })).toHaveCount(2);
  await desk.keyboard.press('/');
  await desk.keyboard.type('web@exa');
  await expect(desk.getByRole('row', { name: /@example\.com/ })).toHaveCount(1);
  await desk.getByRole('cell', { name: /web@example.com/ }).click();
  await expect(desk.getByRole('region', { name: 'Items' })).toContainText('Laptop 14');
  await desk.getByRole('button', { name: 'Confirm order' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Confirm this order' });
  await dialog.getByRole('button', { name: 'Confirm order' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText('Confirmed').first()).toBeVisible();
  expect(await shop.get(`/v1/orders/${wanted.orderId}`)).toMatchObject({ status: 'confirmed' });
});

test('backorder: what is there goes out, the order is partial, then fulfilled', async ({
  desk,
  shop,
}) => {
  await assets(shop, LAPTOP, 'LAP-1');
  const { orderId } = await order(shop, {
    items: [{ sku: LAPTOP, quantity: 2, contractLength: 24 }],
    status: 'confirmed',
  });
  await desk.goto(`/orders/${orderId}/show`);
  await desk.getByRole('button', { name: /Create subscription for/ }).click();
  const dialog = desk.getByRole('dialog', { name: 'Create subscription' });
  await dialog.getByLabel('Serial number').click();
  await desk.getByRole('option', { name: /LAP-1/ }).click();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(dialog.getByText(/1 unit left/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(desk.getByText('Partial').first()).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Cancel order' })).toHaveCount(0);

  // The backordered one arrives.
  await assets(shop, LAPTOP, 'LAP-2');
  await desk.getByRole('button', { name: /Create subscription for/ }).click();
  await dialog.getByLabel('Serial number').fill('LAP-2');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText('Fulfilled').first()).toBeVisible();
  await expect(desk.getByRole('link', { name: 'LAP-2' }).first()).toBeVisible();
});

test('many serial numbers at once: a result for each, the refused one stays to be mended', async ({
  desk,
  shop,
}) => {
  await assets(shop, LAPTOP, 'A-1', 'A-2', 'A-3');
  const { orderId } = await order(shop, {
    items: [{ sku: LAPTOP, quantity: 3, contractLength: 12 }],
    status: 'confirmed',
  });
  await desk.goto(`/orders/${orderId}/show`);
  await desk.getByRole('button', { name: 'Fulfil many' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Fulfil many' });
  await dialog.getByRole('textbox', { name: 'Serial numbers' }).fill('A-1\nNOT-THERE\nA-2');
  await dialog.getByRole('button', { name: 'Fulfil 3 units' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Serial numbers' })).toHaveValue('NOT-THERE');
  await dialog.getByRole('textbox', { name: 'Serial numbers' }).fill('A-3');
  await dialog.getByRole('button', { name: 'Fulfil 1 unit' }).click();
  await expect(dialog.getByRole('link', { name: 'A-3' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(desk.getByText('Fulfilled').first()).toBeVisible();
});

test('an item with a subscription is locked, the rest of the order can be edited', async ({
  desk,
  shop,
}) => {
  await assets(shop, LAPTOP, 'LOCK-1');
  const made = await order(shop, {
    items: [
      { sku: LAPTOP, quantity: 1, contractLength: 24 },
      { sku: BIKE, quantity: 1, contractLength: 12 },
    ],
    status: 'confirmed',
  });
  await shop.post('/v1/subscriptions', {
    orderId: made.orderId,
    orderItemId: made.items[0]?.itemId,
    assetSerialNumber: 'LOCK-1',
  });
  await desk.goto(`/orders/${made.orderId}/show`);
  await desk.getByRole('link', { name: 'Edit', exact: true }).first().click();
  await expect(desk.getByRole('heading', { level: 1, name: /^Edit the order/ })).toBeVisible();
  await expect(desk.getByText('It has a subscription: change that instead.')).toBeVisible();
  await expect(desk.getByRole('button', { name: /Remove Laptop/ })).toBeDisabled();
  await expect(desk.getByRole('button', { name: /Remove City bike/ })).toBeEnabled();
  await desk.getByLabel(/Quantity of City bike/).fill('3');
  await desk.getByRole('button', { name: 'Save' }).click();
  await expect(desk).toHaveURL(/\/show$/);
  const now = await shop.get<Order>(`/v1/orders/${made.orderId}`);
  expect(now.items.map(({ quantity }) => quantity)).toEqual([1, 3]);
});

test('an order is cancelled with a reason', async ({ desk, shop }) => {
  const { orderId } = await order(shop);
  await desk.goto(`/orders/${orderId}/show`);
  await desk.getByRole('button', { name: 'Cancel order' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Cancel this order' });
  await dialog.getByLabel('Reason (optional)').fill('Changed her mind');
  await dialog.getByRole('button', { name: 'Cancel order' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText('Cancelled: Changed her mind')).toBeVisible();
  expect(await shop.get(`/v1/orders/${orderId}`)).toMatchObject({
    status: 'cancelled',
    cancelReason: 'Changed her mind',
  });
});

test('a second address, only when it is wanted', async ({ desk, shop }) => {
  await desk.goto('/orders/create');
  await expect(desk.getByRole('region', { name: 'Shipping address' })).toHaveCount(0);
  await writeCustomer(desk, JANE);
  await writeAddress(desk, 'Billing address', 'Keizersgracht 1');
  await desk.getByLabel('Use a different shipping address').check();
  await writeAddress(desk, 'Shipping address', 'Herengracht 2');
  await addItem(desk, { product: 'Laptop', months: 12 });
  await desk.getByRole('button', { name: 'Save as pending' }).click();
  await expect(desk).toHaveURL(/\/show$/);
  const { orders } = await shop.get<{ orders: Order[] }>('/v1/orders');
  expect(orders[0]).toMatchObject({
    status: 'pending',
    billingAddress: { streetAddress: 'Keizersgracht 1' },
    shippingAddress: { streetAddress: 'Herengracht 2' },
  });
});

test('a business customer with net terms and a billing group', async ({ desk, shop }) => {
  const { customer } = await order(shop, {
    customer: {
      email: 'buy@acme.example',
      firstName: 'Bo',
      lastName: 'Buyer',
      company: 'Acme BV',
      customerType: 'business',
    },
  });
  await shop.post('/v1/billing-groups', {
    customerId: customer.customerId,
    groupName: 'Head office',
    billingDay: 5,
    rentalIds: [],
  });
  await desk.goto(`/customers/${customer.customerId}`);
  await desk.getByLabel('VAT number').fill('NL001234567B01');
  await desk.getByRole('button', { name: 'Add shipping address' }).click();
  await writeAddress(desk, 'More shipping addresses', 'Havenstraat 1');
  await desk.getByLabel('Label').fill('Warehouse');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.getByRole('heading', { name: 'Warehouse' })).toBeVisible();
  await desk.goto('/orders/create');
  await desk.getByRole('textbox', { name: /^E-mail/ }).fill('buy@acme.example');
  await desk.keyboard.press('Tab');
  await expect(desk.getByLabel('First name')).toHaveValue('Bo');
  await expect(desk.getByLabel('Company').first()).toHaveValue('Acme BV');
  await desk.getByLabel('Registration number').fill('24187654');
  await desk.getByLabel('Use a different shipping address').check();
  await desk.getByLabel('Choose a known address').click();
  await desk.getByRole('option', { name: /Warehouse/ }).click();
  await desk.getByLabel('Payment terms').click();
  await desk.getByRole('option', { name: /30/ }).click();
  await desk.getByLabel('Billing group').click();
  await desk.getByRole('option', { name: 'Head office' }).click();
  await addItem(desk, { product: 'Laptop', months: 36, quantity: 5 });
  await desk.getByRole('button', { name: 'Save and confirm' }).click();
  await expect(desk).toHaveURL(/\/show$/);
  const { orders } = await shop.get<{ orders: Order[] }>('/v1/orders');
  expect(orders[0]).toMatchObject({
    status: 'confirmed',
    customer: {
      company: 'Acme BV',
      registrationNumber: '24187654',
      vatNumber: 'NL001234567B01',
      paymentTerms: 'net_30',
    },
    shippingAddress: { streetAddress: 'Havenstraat 1' },
  });
  expect(orders[0]?.billingGroupId).toMatch(/./);
});

test('a refused order keeps what was written and says what to mend', async ({
  desk,
  shop,
  allowed,
}) => {
  allowed.push(REFUSED);
  await desk.goto('/orders/create');
  await writeCustomer(desk, JANE);
  await writeAddress(desk, 'Billing address', 'Keizersgracht 1');
  await addItem(desk, { product: 'City bike', months: 12 });
  // Somebody takes the bike off the market while the customer hesitates.
  const { variants } = await shop.get<{ variants: { variantId: string; sku: string }[] }>(
    '/v1/products/variants',
  );
  const gone = variants.find(({ sku }) => sku === BIKE);
  await shop.patch(`/v1/products/variants/${gone?.variantId}/status`, { status: 'inactive' });
  await desk.getByRole('button', { name: 'Save and confirm' }).click();
  await expect(desk.getByRole('alert').first()).toBeVisible();
  await expect(desk.getByText(/EBIKE-CITY-M/).first()).toBeVisible();
  await expect(desk.getByLabel('First name')).toHaveValue('Jane');
  expect(await shop.get('/v1/orders')).toMatchObject({ orders: [] });
});

test('what was written survives a reload, and a second click makes no second order', async ({
  desk,
  shop,
}) => {
  await desk.goto('/orders/create');
  await writeCustomer(desk, JANE);
  await writeAddress(desk, 'Billing address', 'Keizersgracht 1');
  await addItem(desk, { product: 'Laptop', months: 12 });
  // What is written is kept a moment after the last key.
  await desk.waitForFunction(() => JSON.stringify(sessionStorage).includes('LAPTOP-14-SILVER'));
  await desk.reload();
  await expect(desk.getByText('What you had typed before is back.')).toBeVisible();
  await expect(desk.getByLabel('Last name')).toHaveValue('Doe');
  await desk.getByRole('button', { name: 'Save and confirm' }).dblclick();
  await expect(desk).toHaveURL(/\/show$/);
  const { orders } = await shop.get<{ orders: Order[] }>('/v1/orders');
  expect(orders).toHaveLength(1);
});

test('a stale edit shows what changed and lets the person choose', async ({
  desk,
  shop,
  allowed,
}) => {
  allowed.push(REFUSED);
  const { orderId } = await order(shop);
  await desk.goto(`/orders/${orderId}`);
  await desk.getByLabel('Phone').fill('+31 20 123 4567');
  await shop.patch(`/v1/orders/${orderId}`, { customer: { lastName: 'Smith' } });
  await desk.getByRole('button', { name: 'Save' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Somebody changed this meanwhile' });
  await expect(dialog.getByRole('row', { name: /Doe.*Smith/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(desk).toHaveURL(/\/show$/);
  const now = await shop.get<Order>(`/v1/orders/${orderId}`);
  expect(now.customer).toMatchObject({ phone: '+31 20 123 4567', lastName: 'Smith' });
});

test('many orders are confirmed at once, with a result for each', async ({
  desk,
  shop,
  allowed,
}) => {
  allowed.push(REFUSED);
  const pending = await order(shop, { email: 'one@example.com' });
  const cancelled = await order(shop, { email: 'two@example.com' });
  await desk.reload();
  await expect(desk.getByRole('row', { name: /@example\.com/ })).toHaveCount(2);
  // Cancelled by somebody else after the list was read.
  await shop.post(`/v1/orders/${cancelled.orderId}/cancel`, { reason: 'withdrawn' });
  await desk.getByRole('checkbox', { name: 'Select all' }).check();
  await desk
    .getByRole('button', { name: /Confirm 2 orders|Confirm/ })
    .first()
    .click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: /Confirm/ }).click();
  const results = dialog.getByRole('listitem');
  await expect(results.filter({ has: desk.getByRole('img', { name: 'Done' }) })).toHaveCount(1);
  await expect(results.filter({ has: desk.getByRole('img', { name: 'Refused' }) })).toContainText(
    'cancelled',
  );
  const now = await shop.get<Order>(`/v1/orders/${pending.orderId}`);
  expect(now.status).toBe('confirmed');
});
