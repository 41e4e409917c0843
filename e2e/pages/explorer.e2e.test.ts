import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hasBrowser, openPage, startBrowser, type WatchedPage } from '../support/browser.ts';

const explorer = inject('graphqlUrl').replace(/graphql$/, 'explorer');
/** The editors are large, and the machine may be busy with other tests. */
const patience = { timeout: 30_000 };
let browser: Browser;

beforeAll(async () => {
  if (hasBrowser) browser = await startBrowser();
});
afterAll(async () => {
  if (hasBrowser) await browser.close();
});

async function openExplorer(screen: 'desktop' | 'phone'): Promise<WatchedPage> {
  const opened = await openPage(browser, screen);
  await opened.page.goto(explorer);
  await opened.page.locator('.graphiql-query-editor .view-line').first().waitFor({ timeout: 60_000 });
  return opened;
}

/** What an editor shows, without its line breaks. */
async function textOf(page: Page, editor: string): Promise<string> {
  const lines = await page.locator(`${editor} .view-line`).allTextContents();
  return lines.join(' ').replaceAll('\u00a0', ' ');
}

/** Whether the middle of the tab that is worked in can be clicked, and is not scrolled away behind the bar's edge. */
function isActiveTabInSight(page: Page): Promise<boolean> {
  return page.locator('.graphiql-tab-active').evaluate((tab) => {
    const { left, top, width, height } = tab.getBoundingClientRect();
    return tab.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

async function runStep(page: Page, title: string): Promise<void> {
  const step = page.locator('.walk li', { hasText: new RegExp(`^${title}$`) });
  await step.getByRole('button').click();
  const tab = title.replace(/(?:^| )(\w)/g, (_match, letter: string) => letter.toUpperCase());
  await page.locator('.graphiql-tab-active', { hasText: tab }).waitFor();
  await expect.poll(() => isActiveTabInSight(page), { ...patience, message: `${tab} is seen` }).toBe(true);
  await expect.poll(() => textOf(page, '.graphiql-query-editor'), patience).toContain(tab);
  await expect.poll(() => textOf(page, '.graphiql-editor-tool'), patience).not.toContain('filled in by');
  await page.locator('.graphiql-execute-button').click();
  await expect
    .poll(() => step.getAttribute('class'), { ...patience, message: `${title}: its answer` })
    .toBe('done');
}

describe.skipIf(!hasBrowser)('the explorer', () => {
  it('leads from a guest to a delivered order, tab by tab, without anything copied by hand', async () => {
    await using opened = await openExplorer('desktop');
    const { page, faults } = opened;
    const titles = await page.locator('.walk ol button').allTextContents();
    expect(titles.length).toBeGreaterThan(15);
    for (const title of titles) {
      await runStep(page, title);
      if (title === 'Follow the order')
        await expect.poll(() => textOf(page, '.graphiql-response'), patience).toContain('CONFIRMED');
    }
    expect(await page.locator('.walk dl').first().textContent()).toMatch(
      /^Buyersam-\w+@example\.comStaffstaff@example\.com/,
    );
    expect(faults).toEqual([]);
  });

  it('sends the token to every tab and shows it, beside headers that somebody wrote', async () => {
    await using opened = await openExplorer('desktop');
    const { page } = opened;
    await runStep(page, 'Start as a guest');
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.locator('.graphiql-editor:not(.hidden) .view-lines').last().click();
    await expect.poll(() => textOf(page, '.graphiql-editor-tool'), patience).toContain('Bearer ');
    await page.getByRole('button', { name: 'New tab' }).click();
    await expect.poll(() => textOf(page, '.graphiql-editor-tool'), patience).toContain('Bearer ');
  });

  it('keeps what it knows when the page is loaded again, and forgets it when asked to', async () => {
    await using opened = await openExplorer('desktop');
    const { page } = opened;
    await runStep(page, 'Start as a guest');
    await page.reload();
    await page.locator('.walk li.done').waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    await expect.poll(() => page.locator('.walk li.done').count(), patience).toBe(0);
  });

  it('sorts what it documents, the staff’s behind all others', async () => {
    await using opened = await openExplorer('desktop');
    const { page } = opened;
    await page.getByRole('button', { name: 'Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer-content').getByText('Mutation', { exact: true }).click();
    const names = page.locator('.graphiql-doc-explorer-content .graphiql-doc-explorer-field-name');
    await expect.poll(() => names.count(), patience).toBeGreaterThan(20);
    const shown = await names.allTextContents();
    const isAgain = (name: string, at: number) => at > 0 && name < (shown[at - 1] ?? '');
    const staff = shown.slice(shown.findIndex(isAgain)); // the second list begins with the alphabet, too
    for (const one of ['checkoutCancel', 'variantStockAdjust']) expect(staff).toContain(one);
    expect(staff).not.toContain('orderPlace');
    const others = shown.slice(0, -staff.length);
    expect(others).toContain('orderPlace');
    expect([others, staff]).toEqual([others.toSorted(), staff.toSorted()]);
  });

  it('has the operation above its answer on a phone, and leads from step to step', async () => {
    await using opened = await openExplorer('phone');
    const { page, faults } = opened;
    await page.getByRole('button', { name: 'Walk' }).click();
    await page.locator('.walk ol button').first().click();
    await expect.poll(() => page.locator('.walk').isVisible(), patience).toBe(false);
    await page.locator('.graphiql-execute-button').click();
    await expect.poll(() => textOf(page, '.graphiql-response'), patience).toContain('accessToken');
    const box = (selector: string) => page.locator(selector).boundingBox();
    const [editors, response] = [await box('.graphiql-editors'), await box('.graphiql-response')];
    expect(response?.y).toBeGreaterThanOrEqual((editors?.y ?? 0) + (editors?.height ?? 0));
    for (const part of [editors, response]) expect(part?.width).toBeGreaterThan(300);
    expect(faults).toEqual([]);
  });
});
