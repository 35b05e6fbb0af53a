// What scenarios begin with, made through the API.
import type { Schema, Tenant } from './tenant';

/** SKU of the laptop that [`laptop`] lays. */
export const LAPTOP = 'LAPTOP-14-SILVER';
/** SKU of the bike that [`bike`] lays. */
export const BIKE = 'EBIKE-CITY-M';

const tiers = (prices: Record<number, number>) =>
  Object.entries(prices).map(([months, monthlyPrice]) => ({
    contractLength: Number(months),
    monthlyPrice,
  }));

/** A laptop at 60, 50, 40 and 30 a month for 6, 12, 24 and 36 months. */
export const laptop = (tenant: Tenant) =>
  tenant.post('/v1/products', {
    productSku: 'LAPTOP-14',
    name: 'Laptop 14',
    category: 'laptops',
    brand: 'Acme',
    specification: '16 GB, 512 GB',
    variants: [
      {
        variantSku: LAPTOP,
        variantName: 'Silver',
        grade: 'new',
        listPrice: 1200,
        acquisitionCost: 900,
        pricing: tiers({ 6: 60, 12: 50, 24: 40, 36: 30 }),
      },
    ],
  });

/** A bike at 90 and 75 a month for 12 and 24 months. */
export const bike = (tenant: Tenant) =>
  tenant.post('/v1/products', {
    productSku: 'EBIKE-CITY',
    name: 'City bike',
    category: 'e-bikes',
    brand: 'Acme',
    specification: '500 Wh',
    variants: [
      {
        variantSku: BIKE,
        variantName: 'Medium',
        grade: 'new',
        listPrice: 2400,
        acquisitionCost: 1800,
        pricing: tiers({ 12: 90, 24: 75 }),
      },
    ],
  });

/** Assets of a SKU, by serial number. */
export const assets = async (tenant: Tenant, sku: string, ...serials: string[]) => {
  for (const serialNumber of serials) {
    await tenant.post('/v1/assets', {
      serialNumber,
      sku,
      acquisitionCost: 900,
      acquisitionDate: '2026-01-15',
    });
  }
};

export const ADDRESS = {
  contactName: 'Jane Doe',
  streetAddress: 'Keizersgracht 1',
  city: 'Amsterdam',
  postalCode: '1015 CC',
  country: 'Netherlands',
};

interface Wanted {
  email?: string;
  items?: { sku: string; quantity: number; contractLength: number }[];
  status?: 'pending' | 'confirmed';
  [more: string]: unknown;
}

/** An order as a shop sends it: one laptop for 24 months, unless more is wanted. */
export const order = async (tenant: Tenant, wanted: Wanted = {}): Promise<Schema<'OrderBody'>> => {
  const { email = 'jane@example.com', items, ...more } = wanted;
  const made = await tenant.post<{ order: Schema<'OrderBody'> }>('/v1/orders', {
    customer: { email, firstName: 'Jane', lastName: 'Doe' },
    billingAddress: ADDRESS,
    items: items ?? [{ sku: LAPTOP, quantity: 1, contractLength: 24 }],
    ...more,
  });
  return made.order;
};

/** A subscription of that asset, in an order of its own. */
export const subscription = async (
  tenant: Tenant,
  serialNumber: string,
  wanted: Wanted = {},
): Promise<Schema<'Rental'>> => {
  await assets(tenant, LAPTOP, serialNumber);
  const { orderId } = await order(tenant, { ...wanted, status: 'confirmed' });
  const made = await tenant.post<{ rental: Schema<'Rental'> }>('/v1/subscriptions', {
    orderId,
    assetSerialNumber: serialNumber,
  });
  return made.rental;
};
