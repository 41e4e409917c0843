import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hasBrowser, openPage, startBrowser } from '../support/browser.ts';
import { graphqlClient } from '../support/graphql-client.ts';

const graphqlUrl = inject('graphqlUrl');
/** As the store's own pages are addressed. */
const explorer = `http://localhost:${new URL(graphqlUrl).port}/explorer/`;
const patience = { timeout: 30_000 };

interface Begun {
  readonly authorizationUrl: string;
  readonly state: string;
  readonly verifier: string;
}
interface SignedIn {
  readonly __typename: string;
  readonly user?: { readonly email: string; readonly isEmailVerified: boolean };
}

const store = graphqlClient(graphqlUrl);
const start = (redirectUri = explorer) =>
  store
    .ask<{ identityProviderSessionStart: Begun & { __typename: string } }>(
      `mutation ($input: IdentityProviderSessionStartInput!) { identityProviderSessionStart(input: $input) {
       __typename ... on IdentityProviderStartSuccess { authorizationUrl state verifier } } }`,
      { input: { provider: 'sample', redirectUri } },
    )
    .then((data) => data.identityProviderSessionStart);
const finish = (input: object) =>
  store
    .ask<{ identityProviderSessionCreate: SignedIn }>(
      `mutation ($input: IdentityProviderSessionCreateInput!) { identityProviderSessionCreate(input: $input) {
       __typename ... on SessionCreateSuccess { user { email isEmailVerified } } } }`,
      { input },
    )
    .then((data) => data.identityProviderSessionCreate);

/** Goes through the provider's own pages as one of its people; what the shop's page is called back with. */
async function chooseAt(authorizationUrl: string, sub: string): Promise<Record<string, string>> {
  const cookies = new Map<string, string>();
  let url = new URL(authorizationUrl);
  let init: RequestInit = {};
  while (url.origin !== new URL(explorer).origin) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    init = location === null ? { method: 'POST', body: new URLSearchParams({ sub }) } : {};
    if (location !== null) url = new URL(location, url);
    else if (!response.ok) throw new Error(`${url.href}: ${response.status} ${await response.text()}`);
  }
  return Object.fromEntries(url.searchParams);
}

describe('the identity provider of a store under development', () => {
  it('signs a newcomer in, by a code that is bound to who began', async () => {
    const begun = await start();
    const asked = new URL(begun.authorizationUrl).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      state: begun.state,
    });
    for (const name of ['nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    const { state = '', code = '', iss = '' } = await chooseAt(begun.authorizationUrl, 'new-customer');
    const other = await start();
    const stolen = await finish({ state, code, iss, verifier: other.verifier });
    expect(stolen.__typename).toBe('IdentityNotAcceptedError');
    const done = await finish({ state, code, iss, verifier: begun.verifier });
    expect(done).toMatchObject({ user: { email: 'newcomer@example.com', isEmailVerified: true } });
  });

  it('signs nobody in whose address it has not verified, and sends nobody to strangers', async () => {
    const { authorizationUrl, verifier } = await start();
    const { state, code, iss } = await chooseAt(authorizationUrl, 'unverified');
    const answer = await finish({ state, code, iss, verifier });
    expect(answer.__typename).toBe('IdentityEmailUnverifiedError');
    const elsewhere = await start('https://evil.example/');
    expect(elsewhere.__typename).toBe('RedirectUriNotAllowedError');
  });
});

describe.skipIf(!hasBrowser)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('somebody presses a button, says at the provider who they are, and comes back signed in', async () => {
    await using opened = await openPage(browser, 'desktop');
    const { page, faults } = opened;
    await page.goto(`${explorer}#sign-in`);
    await page.getByRole('button', { name: 'Sign in with Sample ID' }).click();
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
    expect(new URL(page.url()).host).not.toBe(new URL(explorer).host);
    await page.getByRole('button', { name: /newcomer@example\.com/ }).click();
    await page.locator('.sign-in').getByText('At work: newcomer@example.com.').waitFor(patience);
    expect(page.url()).toBe(explorer);
    expect(faults).toEqual([]);
  });
});
