// How long the dashboard's order list takes to be usable, in Chromium, until its rows show: from signing in,
// in a browser that never was there; from opening its address, with nothing in the browser's cache; and
// again where it was opened before. Part of `make bench`, which says where, as whom and how often; prints
// the milliseconds as JSON, and how many bytes the first download had.
import { chromium } from '@playwright/test';

const [url, tenant, key, times] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: process.env.FLEXORDER_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const answer = await fetch(`${url}/v1/session`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Origin: url },
  body: JSON.stringify({ apiKey: key, tenantId: tenant }),
});
if (!answer.ok) throw new Error(`cannot sign in: ${answer.status} ${await answer.text()}`);
const [name, value] = answer.headers.get('set-cookie').split(';')[0].split('=');
const { tenantId } = await answer.json();

/** Until the list can be worked with. */
const rows = (page) => page.locator('tbody tr').nth(10).waitFor();

/** Milliseconds from the press on the sign-in page's button until the rows show. */
const signedIn = async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.getByLabel('Tenant').fill(tenant);
  await page.getByLabel('API key').fill(key);
  await page.evaluate(() => {
    addEventListener('submit', () => performance.mark('signing in'), { capture: true });
  });
  await page.getByRole('button', { name: 'Sign in' }).click();
  await rows(page);
  const took = await page.evaluate(
    () => performance.now() - performance.getEntriesByName('signing in')[0].startTime,
  );
  await context.close();
  return took;
};

/** Milliseconds from opening the list until its rows show. */
const usable = async (page) => {
  await page.goto(`${url}/orders`, { waitUntil: 'commit' });
  await rows(page);
  return page.evaluate(() => performance.now());
};

const [entered, first, again] = [[], [], []];
let bytes = 0;
// The first turn warms up the server and the browser, and is not told.
for (let turn = 0; turn <= Number(times); turn += 1) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Strict' }]);
  await context.addInitScript((id) => localStorage.setItem('flexorder.tenant', id), tenantId);
  const page = await context.newPage();
  const took = await usable(page);
  bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name: file }) => file.includes('/static/'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  // The second time the browser keeps what it compiled, the third it uses it.
  await usable(page);
  const third = await usable(page);
  const entering = await signedIn();
  if (turn > 0) {
    entered.push(entering);
    first.push(took);
    again.push(third);
  }
  await context.close();
}
await browser.close();
process.stdout.write(JSON.stringify({ entered, first, again, bytes }));
