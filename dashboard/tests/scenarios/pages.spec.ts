// Every page as people see it: no serious fault for assistive technology, no sideways scroll, in light
// and dark, wide and narrow. The pictures lie in target/browser/pages.
import { assets, LAPTOP, order, subscription } from '../support/given';
import type { Schema, Tenant } from '../support/tenant';
import { accessFaults, expect, signIn, test } from '../support/test';

const LOOKS = [
  { width: 1440, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const;

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

for (const { width, colorScheme } of LOOKS) {
  test(`every page is fit to be seen, ${width} wide and ${colorScheme}`, async ({
    visitor,
    shop,
  }) => {
    test.setTimeout(300_000);
    await visitor.setViewportSize({ width, height: 900 });
    await visitor.emulateMedia({ colorScheme });
    const picture = (name: string) => `../target/browser/pages/${name}-${width}-${colorScheme}.png`;
    const pages = await pagesOf(shop);
    await visitor.goto('/');
    await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
    await visitor.screenshot({ path: picture('sign-in') });
    const faults = await accessFaults(visitor, 'sign-in');
    await signIn(visitor, shop);
    for (const [name, path] of pages) {
      await visitor.goto(path);
      await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
      await visitor.waitForLoadState('networkidle');
      await expect(visitor.locator(LOADING)).toHaveCount(0);
      await visitor.screenshot({ path: picture(name), fullPage: true });
      faults.push(...(await accessFaults(visitor, name)));
      const overflow = await visitor.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) faults.push(`${name}: ${overflow} px wider than the screen`);
    }
    expect(faults).toEqual([]);
  });
}
