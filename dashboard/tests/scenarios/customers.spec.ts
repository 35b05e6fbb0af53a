// The customer in the forms of orders: known by e-mail, or new.
import { ADDRESS, order } from '../support/given';
import type { Schema, Tenant } from '../support/tenant';
import { expect, test } from '../support/test';

type Order = Schema<'OrderBody'>;

/** A customer who is known. */
const ACME = {
  email: 'buy@acme.example',
  firstName: 'Bo',
  lastName: 'Buyer',
  phone: '+31 20 123 4567',
  company: 'Acme BV',
  vatNumber: 'NL001234567B01',
  customerType: 'business',
};

/** Orders of two customers with different addresses; gives the business's. */
const twoCustomers = async (shop: Tenant): Promise<Order> => {
  await order(shop);
  const billingAddress = { ...ADDRESS, contactName: 'Bo Buyer', streetAddress: 'Acmeweg 9' };
  return order(shop, { customer: ACME, billingAddress });
};

test('nothing of one known customer stays with the next', async ({ desk, shop }) => {
  await twoCustomers(shop);
  await desk.goto('/orders/create');
  await desk.getByLabel('Business').check();
  const email = desk.getByRole('textbox', { name: /^E-mail/ });
  const street = desk.getByLabel('Street and number').first();
  await email.fill(ACME.email);
  await email.press('Tab');
  await expect(desk.getByLabel('VAT number')).toHaveValue(ACME.vatNumber);
  await expect(street).toHaveValue('Acmeweg 9');
  // Nobody typed the company of the address.
  await expect(desk.getByText('What you typed differs')).toHaveCount(0);
  await desk.getByLabel('Use a different shipping address').check();
  const shipsTo = desk.getByRole('region', { name: 'Shipping address' }).getByLabel('Contact name');
  await expect(shipsTo).toHaveValue('Bo Buyer');
  // What is theirs is known as theirs after a reload too.
  await desk.reload();
  await expect(desk.getByText('What you had typed before is back')).toBeVisible();
  await expect(desk.getByLabel('VAT number')).toHaveValue(ACME.vatNumber);
  await email.fill('jane@example.com');
  await email.press('Tab');
  await expect(desk.getByLabel('First name')).toHaveValue('Jane');
  await expect(street).toHaveValue(ADDRESS.streetAddress);
  await expect(shipsTo).toHaveValue('Jane Doe');
  await expect(desk.getByLabel('VAT number')).toHaveCount(0);
  await desk.getByLabel('Business').check();
  await expect(desk.getByLabel('VAT number')).toHaveValue('');
  await expect(desk.getByLabel('Company').first()).toHaveValue('');
  await desk.getByLabel('Individual').check();
  await email.fill('nobody@example.com');
  await email.press('Tab');
  await expect(desk.getByText('New customer')).toBeVisible();
  await expect(desk.getByLabel('First name')).toHaveValue('');
  await expect(street).toHaveValue('');
});

test('an order that goes to another customer takes nothing of the first along', async ({
  desk,
  shop,
}) => {
  const { orderId } = await twoCustomers(shop);
  await desk.goto(`/orders/${orderId}`);
  const email = desk.getByRole('textbox', { name: /^E-mail/ });
  const street = desk.getByLabel('Street and number');
  const phone = desk.getByLabel('Phone');
  await expect(street).toHaveValue('Acmeweg 9');
  await email.fill('jane@example.com');
  await email.press('Tab');
  await expect(street).toHaveValue(ADDRESS.streetAddress);
  await expect(phone).toHaveValue('');
  // And back: it is as it was.
  await email.fill(ACME.email);
  await email.press('Tab');
  await expect(street).toHaveValue('Acmeweg 9');
  await expect(phone).toHaveValue(ACME.phone);
  await expect(desk.getByLabel('VAT number')).toHaveValue(ACME.vatNumber);
  // An e-mail that nobody has is theirs, written otherwise.
  await email.fill('jane@example.com');
  await email.press('Tab');
  await expect(phone).toHaveValue('');
  await email.fill('bo@acme.example');
  await email.press('Tab');
  await expect(phone).toHaveValue(ACME.phone);
  await email.fill('jane@example.com');
  await email.press('Tab');
  await expect(desk.getByLabel('First name')).toHaveValue('Jane');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk).toHaveURL(/\/show$/);
  const saved = await shop.get<Order>(`/v1/orders/${orderId}`);
  expect(saved.customer).toMatchObject({ email: 'jane@example.com', customerType: 'individual' });
  expect(saved.customer).not.toHaveProperty('vatNumber');
  expect(saved.customer).not.toHaveProperty('company');
  expect(saved.billingAddress.streetAddress).toBe(ADDRESS.streetAddress);
});

test('a form with gaps leads to the first of them', async ({ desk }) => {
  await desk.goto('/orders/create');
  await desk.getByRole('textbox', { name: /^E-mail/ }).fill('new@example.com');
  await desk.getByLabel('First name').fill('New');
  await desk.getByLabel('Last name').fill('Customer');
  await desk.getByLabel('Business').check();
  await desk.getByRole('button', { name: 'Save and confirm' }).click();
  await expect(desk.getByText('Nothing was sent yet')).toBeVisible();
  await expect(desk.getByLabel('Company').first()).toBeFocused();
});
