// What becomes of contracts and payments.
import { assets, BIKE, LAPTOP, order, subscription } from '../support/given';
import type { Schema } from '../support/tenant';
import { accessFaults, expect, REFUSED, test } from '../support/test';

type Rental = Schema<'Rental'>;
type Payment = Schema<'Payment'>;

test('test order: made, fulfilled, looked at, and its subscription cancelled', async ({
  desk,
  shop,
}) => {
  await assets(shop, LAPTOP, 'TEST-1');
  const { orderId } = await order(shop, { status: 'confirmed', email: 'test@example.com' });
  await desk.goto(`/orders/${orderId}/show`);
  await desk.getByRole('button', { name: /Create subscription for/ }).click();
  await desk.getByRole('dialog').getByLabel('Serial number').fill('TEST-1');
  await desk.getByRole('button', { name: 'Create', exact: true }).click();
  await desk.getByRole('link', { name: 'TEST-1' }).first().click();
  await expect(desk.getByRole('region', { name: 'Payments' })).toContainText('48.40');
  await desk.getByRole('button', { name: 'Cancel', exact: true }).click();
  const dialog = desk.getByRole('dialog', { name: 'Cancel the subscription' });
  await dialog.getByLabel('Reason').click();
  await desk.getByRole('option', { name: 'Other' }).click();
  await dialog.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText('Cancelled').first()).toBeVisible();
  const { rentals } = await shop.get<{ rentals: Rental[] }>('/v1/subscriptions');
  expect(rentals.map(({ status }) => status)).toEqual(['cancelled']);
});

test('a cancellation is planned for the last day, and withdrawn', async ({ desk, shop }) => {
  const { rentalId, endDate } = await subscription(shop, 'PLAN-1');
  await desk.goto(`/subscriptions/${rentalId}/show`);
  await desk.getByRole('button', { name: 'Cancel', exact: true }).click();
  const dialog = desk.getByRole('dialog', { name: 'Cancel the subscription' });
  await dialog.getByLabel('Reason').click();
  await desk.getByRole('option', { name: 'Customer request' }).click();
  await dialog.getByLabel('Ends on').fill(endDate);
  await expect(dialog.getByRole('status')).toContainText('Its whole term stays owed');
  await dialog.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(dialog).toBeHidden();
  const planned = await shop.get<Rental>(`/v1/subscriptions/${rentalId}`);
  expect(planned.scheduledCancellation?.effectiveDate).toBe(endDate);
  await desk.getByRole('menuitem', { name: 'Subscriptions' }).click();
  await expect(desk.getByRole('row', { name: /PLAN-1/ })).toContainText('To be cancelled on');
  await desk.goBack();
  await desk.getByRole('button', { name: 'Withdraw' }).click();
  const withdrawal = desk.getByRole('dialog', { name: 'Withdraw the cancellation' });
  await withdrawal.getByRole('button', { name: 'Withdraw' }).click();
  await expect(desk.getByText('To be cancelled on')).toBeHidden();
  const now = await shop.get<Rental>(`/v1/subscriptions/${rentalId}`);
  expect([now.status, now.scheduledCancellation]).toEqual(['active', undefined]);
});

test('a contract is extended, and the page says until when before it is done', async ({
  desk,
  shop,
}) => {
  const rental = await subscription(shop, 'EXT-1');
  await desk.goto(`/subscriptions/${rental.rentalId}/show`);
  await desk.getByRole('button', { name: 'Extend' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Extend the contract' });
  await dialog.getByLabel('Additional months').fill('6');
  await dialog.getByRole('button', { name: 'Extend', exact: true }).click();
  await expect(dialog).toBeHidden();
  const now = await shop.get<Rental>(`/v1/subscriptions/${rental.rentalId}`);
  expect(now.contractLength).toBe(30);
});

test('an upgrade swaps the device and begins a new contract', async ({ desk, shop }) => {
  const rental = await subscription(shop, 'UP-1');
  await assets(shop, BIKE, 'UP-2');
  await desk.goto(`/subscriptions/${rental.rentalId}/show`);
  await desk.getByRole('button', { name: 'Upgrade' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Upgrade to another device' });
  await dialog.getByLabel('Product').fill('City');
  await desk.getByRole('option', { name: /City bike/ }).click();
  await dialog.getByLabel('Term').click();
  await desk.getByRole('option', { name: /12 months/ }).click();
  await dialog.getByLabel('New serial number').fill('UP-2');
  await dialog.getByLabel('New contract starts on').fill(rental.startDate);
  await dialog.getByLabel('Customer keeps the old device').check();
  await dialog.getByLabel('Buyout amount').fill('50');
  await dialog.getByRole('button', { name: 'Upgrade', exact: true }).click();
  await expect(dialog).toBeHidden();
  const { rentals } = await shop.get<{ rentals: Rental[] }>('/v1/subscriptions');
  expect(rentals.map(({ status, sku }) => [sku, status]).sort()).toEqual([
    [BIKE, 'active'],
    [LAPTOP, 'ended_upgrade'],
  ]);
  const old = await shop.get<Rental>(`/v1/subscriptions/${rental.rentalId}`);
  expect([old.endedOn, old.buyoutDetails?.buyoutPrice]).toEqual([rental.startDate, 50]);
  expect(await shop.get(`/v1/assets/UP-1`)).toMatchObject({ status: 'sold' });
});

test('an upgrade order shows on the contract that it is to end', async ({ desk, shop }) => {
  const { rentalId } = await subscription(shop, 'UP-3');
  await desk.goto(`/subscriptions/${rentalId}/show`);
  await expect(desk.getByRole('button', { name: 'Upgrade' })).toBeVisible();
  await expect(desk.getByText('An upgrade to')).toHaveCount(0);
  const { upgradeOrderId } = await shop.post<{ upgradeOrderId: string }>(
    `/v1/subscriptions/${rentalId}/upgrade`,
    { newSku: BIKE, contractLength: 12 },
  );
  await desk.reload();
  await desk.getByRole('link', { name: 'that order' }).click();
  await expect(desk).toHaveURL(new RegExp(upgradeOrderId));
  await expect(desk.getByRole('region', { name: 'Upgrade' })).toBeVisible();
  await expect(desk.getByText('it can no longer be fulfilled')).toHaveCount(0);
  // The customer buys the device instead: told before, and on both pages afterwards.
  await desk.goBack();
  await desk.getByRole('button', { name: 'Buy out' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Buy out the device' });
  await expect(dialog.getByText('An upgrade to')).toBeVisible();
  await dialog.getByRole('button', { name: 'Buy out', exact: true }).click();
  await expect(dialog).toBeHidden();
  await desk.getByText('This contract has ended').getByRole('link').click();
  await expect(desk.getByText('it can no longer be fulfilled')).toBeVisible();
});

test('a customer buys the device at the calculated price', async ({ desk, shop }) => {
  const rental = await subscription(shop, 'BUY-1');
  const quote = await shop.post<{ buyoutPrice: number }>(
    `/v1/subscriptions/${rental.rentalId}/calculate-buyout`,
  );
  await desk.goto(`/subscriptions/${rental.rentalId}/show`);
  await desk.getByRole('button', { name: 'Buy out' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Buy out the device' });
  await expect(dialog).toContainText(
    new Intl.NumberFormat('en-NL', { style: 'currency', currency: 'EUR' }).format(
      quote.buyoutPrice,
    ),
  );
  await dialog.getByRole('button', { name: 'Buy out', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText('Bought out').first()).toBeVisible();
  expect(await shop.get(`/v1/assets/BUY-1`)).toMatchObject({ status: 'sold' });
});

test('an action that the server refuses says why in its words', async ({ desk, shop, allowed }) => {
  allowed.push(REFUSED);
  const rental = await subscription(shop, 'REF-1');
  await desk.goto(`/subscriptions/${rental.rentalId}/show`);
  await desk.getByRole('button', { name: 'Replace device' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Replace the device' });
  await dialog.getByLabel('New serial number').fill('NOT-THERE');
  await dialog.getByLabel('Reason').click();
  await desk.getByRole('option', { name: 'Defective' }).click();
  await dialog.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(dialog.getByText(/NOT-THERE/).first()).toBeVisible();
  await expect(dialog).toBeVisible();
});

test('a payment is marked as paid', async ({ desk, shop }) => {
  const rental = await subscription(shop, 'PAY-1');
  const { payments } = await shop.get<{ payments: Payment[] }>(
    `/v1/payments?rentalId=${rental.rentalId}&sortBy=dueDate&sortDir=asc`,
  );
  const first = payments[0];
  await desk.goto(`/payments/${first?.paymentId}/show`);
  await desk.getByRole('button', { name: 'Mark as paid' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Method').click();
  await desk.getByRole('option', { name: 'Bank transfer' }).click();
  await dialog.getByLabel(/reference/i).fill('Bank 42');
  await dialog.getByRole('button', { name: 'Mark €48.40 as paid' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText('Paid').first()).toBeVisible();
  await expect(desk.getByText('Bank 42').first()).toBeVisible();
  await expect(desk.getByRole('region', { name: 'Method' })).toContainText('Bank transfer');
  const download = desk.waitForEvent('download');
  await desk
    .getByRole('button', { name: /Download invoice/i })
    .first()
    .click();
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  const invoice = desk.getByRole('region', { name: 'Invoice' });
  await expect(invoice).toContainText(/INV-\d{4}-000001/);
  await expect(invoice.getByRole('row', { name: /^Total/ })).toContainText('48.40');
});

test('a payment that the card declined is tried again, and tells the card', async ({
  desk,
  shop,
}) => {
  await subscription(shop, 'RETRY-1');
  const collection = { collector: 'sandbox', sandbox: ['decline', 'succeed'] };
  await shop.patch('/v1/settings', { collection });
  const failed = async () =>
    (await shop.get<{ payments: Payment[] }>('/v1/payments?status=failed')).payments[0];
  await expect.poll(failed).toBeDefined();
  await desk.goto(`/payments/${(await failed())?.paymentId}/show`);
  await expect(desk.getByText(/The last attempt failed/)).toBeVisible();
  await desk.getByRole('button', { name: 'Retry payment' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Retry the payment' });
  await dialog.getByRole('button', { name: 'Collect €48.40 now' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText(/The last attempt failed/)).toBeHidden();
  await expect(desk.getByRole('region', { name: 'Method' })).toContainText('Visa ending in 4242');
  expect(await accessFaults(desk, 'a collected payment')).toEqual([]);
});

test('a part of a payment is given back, and another payment called off', async ({
  desk,
  shop,
}) => {
  const rental = await subscription(shop, 'BACK-1');
  const { payments } = await shop.get<{ payments: Payment[] }>(
    `/v1/payments?rentalId=${rental.rentalId}&sortBy=dueDate&sortDir=asc`,
  );
  const [first, second] = payments;
  await shop.post(`/v1/payments/${first?.paymentId}/mark-paid`);
  await desk.goto(`/payments/${first?.paymentId}/show`);
  await desk.getByRole('button', { name: 'Refund' }).first().click();
  const refund = desk.getByRole('dialog', { name: 'Refund the payment' });
  await expect(refund.getByLabel('Amount (EUR)')).toHaveValue('48.4');
  expect(await accessFaults(desk, 'refund')).toEqual([]);
  await refund.getByLabel('Amount (EUR)').fill('10.15');
  await refund.getByLabel('Reason').fill('Delivered late');
  await refund.getByRole('button', { name: 'Refund' }).click();
  await expect(refund).toBeHidden();
  await expect(desk.getByText('€10.15').first()).toBeVisible();
  await desk.goto(`/payments/${second?.paymentId}/show`);
  await desk.getByRole('button', { name: 'Cancel payment' }).click();
  const cancel = desk.getByRole('dialog', { name: 'Cancel the payment' });
  await cancel.getByLabel('Reason').fill('Agreed on the phone');
  await cancel.getByRole('button', { name: 'Cancel payment' }).click();
  await expect(cancel).toBeHidden();
  const now = async (it: Payment | undefined) =>
    (await shop.get<{ payment: Payment }>(`/v1/payments/${it?.paymentId}`)).payment;
  expect((await now(first)).refundedAmount).toBe(10.15);
  expect((await now(second)).status).toBe('cancelled');
});

test('a device comes back early, at the calculated fee', async ({ desk, shop }) => {
  const rental = await subscription(shop, 'EARLY-1');
  await desk.goto(`/subscriptions/${rental.rentalId}/show`);
  await desk.getByRole('button', { name: 'Early return' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Take the device back early' });
  await expect(dialog.getByText('Calculated fee', { exact: true })).toBeVisible();
  expect(await accessFaults(desk, 'early return')).toEqual([]);
  await dialog.getByLabel('Reason').fill('Moves abroad');
  await dialog.getByRole('button', { name: 'Take back' }).click();
  await expect(dialog).toBeHidden();
  expect(await shop.get(`/v1/subscriptions/${rental.rentalId}`)).toMatchObject({
    status: 'ended_early_return',
  });
  expect(await shop.get('/v1/assets/EARLY-1')).toMatchObject({ status: 'returned' });
});
