// Every page as people see it: no serious fault for assistive technology, no sideways scroll, in light
// and dark, wide and narrow. The pictures lie in target/browser/pages.
import type { Page } from '@playwright/test';

import { assets, LAPTOP, order, subscription } from '../support/given';
import type { Schema, Tenant } from '../support/tenant';
import { accessFaults, expect, signIn, test } from '../support/test';

const WIDTHS = [1440, 390];

/** The rules of axe that see colours; the others find the same in light and in dark. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What stands where something is still to come. */
const LOADING = '.MuiSkeleton-root, .RaLoadingIndicator-loader';

/** Pages, and what shows that they are there. */
const pagesOf = async (shop: Tenant): Promise<[name: string, path: string][]> => {
  await assets(shop, LAPTOP, 'STOCK-1', 'STOCK-2');
  const pending = await order(shop, {
    items: [{ sku: LAPTOP, quantity: 2, contractLength: 12 }],
    notes: 'Call before delivery.',
  });
  const rental = await subscription(shop, 'SN-1', {
    customer: {
      email: 'buy@acme.example',
      firstName: 'Bo',
      lastName: 'Buyer',
      company: 'Acme BV',
      customerType: 'business',
    },
  });
  const { payments } = await shop.get<{ payments: Schema<'Payment'>[] }>(
    `/v1/payments?rentalId=${rental.rentalId}&sortBy=dueDate&sortDir=asc`,
  );
  const { billingGroup } = await shop.post<{ billingGroup: Schema<'BillingGroup'> }>(
    '/v1/billing-groups',
    {
      customerId: rental.customerId,
      groupName: 'Head office',
      billingDay: 5,
      rentalIds: [rental.rentalId],
    },
  );
  return [
    ['orders', '/orders'],
    ['order', `/orders/${pending.orderId}/show`],
    ['order-fulfilled', `/orders/${rental.orderId}/show`],
    ['order-new', '/orders/create'],
    ['order-edit', `/orders/${pending.orderId}`],
    ['queue', '/queue'],
    ['subscriptions', '/subscriptions'],
    ['subscription', `/subscriptions/${rental.rentalId}/show`],
    ['assets', '/assets'],
    ['asset', '/assets/SN-1/show'],
    ['asset-new', '/assets/create'],
    ['asset-edit', '/assets/STOCK-1'],
    ['assets-import', '/assets/import'],
    ['products', '/products'],
    ['product', `/products/${rental.productId}/show`],
    ['product-new', '/products/create'],
    ['product-edit', `/products/${rental.productId}`],
    ['products-import', '/products/import'],
    ['customers', '/customers'],
    ['customer', `/customers/${rental.customerId}/show`],
    ['customer-edit', `/customers/${rental.customerId}`],
    ['payments', '/payments'],
    ['payment', `/payments/${payments[0]?.paymentId}/show`],
    ['billing-groups', '/billing-groups'],
    ['billing-group', `/billing-groups/${billingGroup.billingGroupId}/show`],
    ['billing-group-new', '/billing-groups/create'],
    ['billing-group-edit', `/billing-groups/${billingGroup.billingGroupId}`],
    ['settings', '/settings/general'],
    ['settings-contracts', '/settings/contracts'],
    ['settings-billing', '/settings/billing'],
    ['settings-fields', '/settings/custom-fields'],
    ['settings-keys', '/settings/api-keys'],
  ];
};

/** Takes its picture in both looks, and says what is wrong with it. */
const look = async (page: Page, name: string, width: number): Promise<string[]> => {
  const picture = (scheme: string) => ({
    path: `../target/browser/pages/${name}-${width}-${scheme}.png`,
    fullPage: true,
  });
  await page.screenshot(picture('light'));
  const faults = await accessFaults(page, `${name}, light`);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) faults.push(`${name}: ${overflow} px wider than the screen`);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expect.poll(ground).not.toBe(light);
  // Colours that are still on their way are no colours of the page.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((it) => it.finished)));
  await page.screenshot(picture('dark'));
  faults.push(...(await accessFaults(page, `${name}, dark`, OF_COLOURS)));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return faults;
};

for (const width of WIDTHS) {
  test(`every page is fit to be seen, ${width} wide, light and dark`, async ({ visitor, shop }) => {
    test.setTimeout(600_000);
    await visitor.setViewportSize({ width, height: 900 });
    await visitor.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const pages = await pagesOf(shop);
    await visitor.goto('/');
    await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
    const faults = await look(visitor, 'sign-in', width);
    await signIn(visitor, shop);
    for (const [name, path] of pages) {
      await visitor.goto(path);
      await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
      await visitor.waitForLoadState('networkidle');
      await expect(visitor.locator(LOADING)).toHaveCount(0);
      faults.push(...(await look(visitor, name, width)));
    }
    expect(faults).toEqual([]);
  });
}
