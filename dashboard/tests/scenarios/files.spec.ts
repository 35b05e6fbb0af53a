// Files that come in and go out: imports, exports.
import { readFile } from 'node:fs/promises';

import { assets, LAPTOP, order } from '../support/given';
import type { Schema } from '../support/tenant';
import { expect, test } from '../support/test';

type Asset = Schema<'AssetBody'>;
type Product = Schema<'ProductBody'>;

test('assets are imported, with what became of each row', async ({ desk, shop }) => {
  await assets(shop, LAPTOP, 'ROW-2');
  await desk.goto('/assets/import');
  const rows = `serialNumber,sku,location\nROW-1,${LAPTOP},Amsterdam\nROW-2,${LAPTOP},\nROW-3,NO-SUCH,\n`;
  await desk.locator('input[type=file]').setInputFiles({
    name: 'assets.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows),
  });
  await desk.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(desk.getByText(/NO-SUCH/).first()).toBeVisible();
  const { assets: now } = await shop.get<{ assets: Asset[] }>(
    '/v1/assets?sortBy=serialNumber&sortDir=asc',
  );
  expect(now.map(({ serialNumber, location }) => [serialNumber, location])).toEqual([
    ['ROW-1', 'Amsterdam'],
    ['ROW-2', undefined],
  ]);
});

test('products are imported, one row a variant', async ({ desk, shop }) => {
  await desk.goto('/products/import');
  const template = desk.waitForEvent('download');
  await desk.getByRole('button', { name: 'Download template' }).click();
  const path = await (await template).path();
  await desk.locator('input[type=file]').setInputFiles({
    name: 'products.csv',
    mimeType: 'text/csv',
    buffer: await readFile(path),
  });
  await desk.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(desk.getByRole('status').or(desk.getByRole('alert')).first()).toBeVisible();
  await expect
    .poll(async () => (await shop.get<{ products: Product[] }>('/v1/products')).products.length)
    .toBeGreaterThan(2);
});

test('a list is exported as it is filtered', async ({ desk, shop }) => {
  await order(shop, { email: 'in@example.com', status: 'confirmed' });
  await order(shop, { email: 'out@example.com' });
  await desk.goto(`/orders?filter=${encodeURIComponent('{"status":["confirmed"]}')}`);
  await expect(desk.getByRole('row', { name: /@example\.com/ })).toHaveCount(1);
  const download = desk.waitForEvent('download');
  await desk.getByRole('button', { name: 'Export' }).click();
  await desk.getByRole('menuitem', { name: 'CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('orders.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('in@example.com');
  const workbook = desk.waitForEvent('download');
  await desk.getByRole('button', { name: 'Export' }).click();
  await desk.getByRole('menuitem', { name: 'Excel' }).click();
  expect((await workbook).suggestedFilename()).toBe('orders.xlsx');
});
