// How a person fills in the order form.
import type { Page } from '@playwright/test';

import { expect } from './test';

interface Person {
  email: string;
  firstName: string;
  lastName: string;
}

/** Who orders. */
export const writeCustomer = async (page: Page, person: Person): Promise<void> => {
  await page.getByRole('textbox', { name: /^E-mail/ }).fill(person.email);
  await page.getByLabel('First name').fill(person.firstName);
  await page.getByLabel('Last name').fill(person.lastName);
};

/** The address in the section of that name. */
export const writeAddress = async (page: Page, section: string, street: string): Promise<void> => {
  const part = page.getByRole('region', { name: section });
  await part.getByLabel(/^Street/).fill(street);
  await part.getByLabel('Postal code').fill('1015 CC');
  await part.getByLabel('City').fill('Amsterdam');
  await part.getByLabel('Country').fill('Netherlands');
};

/** Adds a line by the dialog. */
export const addItem = async (
  page: Page,
  wanted: { product: string; months: number; quantity?: number },
): Promise<void> => {
  await page.getByRole('button', { name: 'Add item' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add item' });
  await dialog.getByLabel('Product').fill(wanted.product);
  await page.getByRole('option', { name: new RegExp(wanted.product) }).click();
  await dialog.getByRole('button', { name: new RegExp(`^${wanted.months} months`) }).click();
  if (wanted.quantity !== undefined) {
    await dialog.getByLabel('Quantity').fill(String(wanted.quantity));
  }
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
};
