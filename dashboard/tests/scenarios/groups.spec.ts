// Billing groups and the catalog: what is kept of them, and what is taken away for good.
import { order } from '../support/given';
import type { Schema } from '../support/tenant';
import { expect, REFUSED, test } from '../support/test';

test('a group has its own contact and terms, tells what happened, and invoices what it billed', async ({
  desk,
  shop,
  allowed,
}) => {
  const { customer: person } = await order(shop);
  await desk.goto(`/billing-groups/create?customerId=${person.customerId}`);
  await expect(desk.getByText('Due at once')).toBeVisible();
  await expect(desk.getByLabel('Payment terms')).toHaveCount(0);
  const { customer } = await order(shop, {
    customer: {
      email: 'kim@example.com',
      firstName: 'Kim',
      lastName: 'Lee',
      company: 'Lee & Co',
      customerType: 'business',
    },
  });
  await desk.goto(`/billing-groups/create?customerId=${customer.customerId}`);
  await desk.getByLabel('Group name').fill('Head office');
  await desk.getByLabel('Primary contact').fill('Kim Lee');
  await desk.getByLabel("Contact's e-mail").fill('kim');
  await desk.getByLabel('Payment terms').click();
  await desk.getByRole('option', { name: 'Net 14 days' }).click();
  allowed.push(REFUSED);
  await desk.getByRole('button', { name: 'Make group' }).click();
  await expect(desk.getByText('Must be an e-mail address such as name@example.com.')).toBeVisible();
  await desk.getByLabel("Contact's e-mail").fill('kim@example.com');
  await desk.getByRole('button', { name: 'Make group' }).click();
  await expect(desk.getByRole('link', { name: 'kim@example.com' })).toBeVisible();
  await expect(desk.getByText('Net 14 days')).toBeVisible();
  await expect(desk.getByRole('region', { name: 'Timeline' })).toContainText(
    'Billing group created',
  );
  await desk.getByRole('button', { name: 'Generate invoice' }).click();
  await desk.getByRole('button', { name: 'Generate PDF' }).click();
  await expect(desk.getByRole('dialog')).toContainText('asked for nothing in these months');
  const { billingGroups } = await shop.get<{ billingGroups: Schema<'BillingGroup'>[] }>(
    '/v1/billing-groups',
  );
  expect(billingGroups[0]).toMatchObject({
    contactName: 'Kim Lee',
    contactEmail: 'kim@example.com',
    paymentTerms: 'net_14',
  });
});

test('a product that was used stays, and one that was not is deleted for good', async ({
  desk,
  shop,
  allowed,
}) => {
  allowed.push(REFUSED);
  const { orderId } = await order(shop);
  await shop.post(`/v1/orders/${orderId}/cancel`, { reason: 'withdrawn' });
  const { products } = await shop.get<Products>('/v1/products');
  for (const { productId, name } of products) {
    await desk.goto(`/products/${productId}/show`);
    await desk.getByRole('button', { name: 'More actions' }).click();
    await desk.getByRole('menuitem', { name: /^Delete permanently/ }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
    await dialog.getByRole('button', { name: 'Delete permanently' }).click();
    if (name === 'Laptop 14') await expect(dialog).toContainText('named by orders');
    else await expect(desk.getByText('Product deleted')).toBeVisible();
  }
  const left = await shop.get<Products>('/v1/products');
  expect(left.products.map(({ name }) => name)).toEqual(['Laptop 14']);
});

interface Products {
  products: Schema<'ProductBody'>[];
}
