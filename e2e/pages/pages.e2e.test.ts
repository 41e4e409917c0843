import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectToFit, hasBrowser, openPage, screens, startBrowser } from '../support/browser.ts';
import { graphqlClient } from '../support/graphql-client.ts';
import { fillCart, findVariant, guest, paymentBecomes, placeInput, placeOrder } from '../support/shopper.ts';

const graphqlUrl = inject('graphqlUrl');
const store = graphqlUrl.replace(/\/graphql$/, '');
const sizes = Object.keys(screens) as (keyof typeof screens)[];
let browser: Browser;

beforeAll(async () => {
  if (hasBrowser) browser = await startBrowser();
});
afterAll(async () => {
  if (hasBrowser) await browser.close();
});

/** An order that waits for the bank. @returns the bank's page */
async function bankPage(email: string): Promise<string> {
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(buyer, 20, 40);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const order = await placeOrder(buyer, { ...placeInput(cart, 'sim_action_required'), email });
  const { payment } = await paymentBecomes(buyer, order.id, 'ACTION_REQUIRED');
  return payment?.nextAction?.redirectUrl ?? '';
}

describe.skipIf(!hasBrowser).each(sizes)('the pages of a store, on a %s', (size) => {
  it('say where everything is, and every link on the first one leads to a page', async () => {
    await using opened = await openPage(browser, size);
    const { page, faults } = opened;
    await page.goto(`${store}/`);
    await expectToFit(page);
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    const own = links.filter((link) => /^http:\/\/localhost:/.test(link ?? ''));
    expect(own).toHaveLength(6);
    for (const link of own) expect([link, (await fetch(link ?? '')).status]).toEqual([link, 200]);
    const text = await page.locator('body').innerText();
    for (const told of ['staff@example.com', 'let-me-shop-2026', 'ws://localhost', 'sim_action_required'])
      expect(text).toContain(told);
    expect(faults).toEqual([]);
  });

  it('show the bank, whose buttons decide, and a mail to an address of 137 characters', async () => {
    const domain = `${'b'.repeat(60)}.${size}.example.com`;
    const email = `${'a'.repeat(137 - 1 - domain.length)}@${domain}`;
    await using opened = await openPage(browser, size);
    const { page, faults } = opened;
    await page.goto(await bankPage(email));
    await expectToFit(page);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('The payment is approved.').waitFor();
    await page.goto(`${store}/mailbox/?to=${encodeURIComponent(email)}`);
    await page.getByRole('link', { name: /is confirmed/ }).waitFor({ timeout: 30_000 }); // the list shows it by itself
    await expectToFit(page);
    await page.getByRole('link', { name: /is confirmed/ }).click();
    await page.frameLocator('iframe').getByText('Thank you').waitFor();
    await expectToFit(page);
    const picture = page.frameLocator('iframe').locator('img').first();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 15_000 })
      .toBeGreaterThan(0);
    await page.getByText('Headers').click();
    await expectToFit(page);
    await page.getByRole('link', { name: 'All mails' }).click();
    await page.getByRole('searchbox').fill('nobody');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('No mail to “nobody” yet.').waitFor();
    expect(faults).toEqual([]);
  });
});

it('the payment tokens that the first page names are on offer', async () => {
  const page = await (await fetch(`${store}/`)).text();
  const named = [...page.matchAll(/<code>(sim_\w+)<\/code>/g)].map(([, token]) => token);
  const { paymentMethods } = await graphqlClient(graphqlUrl).ask<{ paymentMethods: { token: string }[] }>(
    '{ paymentMethods { token } }',
  );
  expect(named).toHaveLength(3);
  expect(paymentMethods.map(({ token }) => token)).toEqual(expect.arrayContaining(named));
});
