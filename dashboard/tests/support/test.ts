// The test of a scenario: a tenant of its own, a page that is signed in, and a guard over both:
// whatever is wrong on the console, and every request to somewhere else, fails the test.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

import { bike, laptop } from './given';
import { serverUrl, Tenant } from './tenant';

interface Fixtures {
  /** A tenant with a laptop and a bike for sale. */
  shop: Tenant;
  /** A page that is guarded and not signed in. */
  visitor: Page;
  /** A page that is signed in to the shop. */
  desk: Page;
  /** What a browser said on its console that a scenario expects, such as a refusal's status. */
  allowed: RegExp[];
}

/** What Chromium says of every answer that is no success; a scenario that provokes one allows it. */
export const REFUSED = /the server responded with a status of (400|403|404|409|412|422)/;

export const test = base.extend<Fixtures>({
  allowed: async ({}, use) => {
    await use([]);
  },
  shop: async ({}, use) => {
    const shop = await Tenant.make('Acme NL');
    await laptop(shop);
    await bike(shop);
    await use(shop);
  },
  visitor: async ({ browser, allowed }, use, info) => {
    const context = await browser.newContext({ baseURL: serverUrl(), ...info.project.use });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      const text = message.text();
      const isWrong = message.type() === 'error' || message.type() === 'warning';
      if (isWrong && !allowed.some((it) => it.test(text))) faults.push(`console: ${text}`);
    });
    page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      const isOurs =
        url.origin === serverUrl() || url.protocol === 'data:' || url.protocol === 'blob:';
      if (!isOurs) faults.push(`request to ${url.origin}`);
    });
    await use(page);
    expect(faults).toEqual([]);
    await context.close();
  },
  desk: async ({ visitor, shop }, use) => {
    await signIn(visitor, shop);
    await use(visitor);
  },
});

/** Signs in as a person would. */
export const signIn = async (page: Page, shop: Tenant, key = shop.key): Promise<void> => {
  await page.goto('/');
  await page.getByLabel('Tenant').fill(shop.id);
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: /profile/i })).toBeVisible();
};

/** What axe calls serious or critical on the page; of some rules alone where they are named. */
export const accessFaults = async (
  page: Page,
  what: string,
  rules?: string[],
): Promise<string[]> => {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules
    ? axe.withRules(rules)
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  ).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${what}: ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
    );
};

export { expect };
