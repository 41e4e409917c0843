import { findBinary } from '@cartwright/servers';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';

const program = findBinary('chromium');

/** Whether this machine has a browser; `npm test` fetches one where it can. */
export const hasBrowser = program !== undefined;

/** What a page is looked at with. */
export const screens = {
  desktop: { width: 1360, height: 850 },
  phone: { width: 390, height: 844 },
};

/** Starts the browser of this machine. A sandbox of its own needs what a container does not allow. */
export function startBrowser(): Promise<Browser> {
  if (program === undefined) throw new Error('There is no Chromium on this machine.');
  return chromium.launch({
    executablePath: program.file,
    env: { ...process.env, ...program.env },
    args: ['--no-sandbox'],
  });
}

/** A page, and what went wrong on it or was asked of another machine. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** Opens an empty page in a browser context of its own. */
export async function openPage(browser: Browser, screen: keyof typeof screens): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: screens[screen] });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  // A page that is being left may still ask for something when the next one is there.
  const hosts = new Set<string>();
  page.on('framenavigated', (frame) => hosts.add(new URL(frame.url()).host));
  page.on('request', (request) => {
    const isOwn = /^(data|blob):/.test(request.url()) || hosts.has(new URL(request.url()).host);
    if (!isOwn && !request.isNavigationRequest()) faults.push(`asks ${request.url()}`);
  });
  return { page, faults, [Symbol.asyncDispose]: () => context.close() };
}

/** Fails when something is cut off at the side, which a phone shows only to those who scroll there. */
export async function expectToFit(page: Page): Promise<void> {
  const { scroll, client } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scroll: scrollWidth, client: clientWidth };
  });
  expect(scroll).toBeLessThanOrEqual(client);
}
