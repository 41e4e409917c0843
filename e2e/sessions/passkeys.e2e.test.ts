import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hasBrowser, openPage, startBrowser } from '../support/browser.ts';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { guest, register, shopperPassword as password } from '../support/shopper.ts';

const graphqlUrl = inject('graphqlUrl');
/** As the store's own pages are addressed: passkeys are for `localhost`. */
const explorer = `http://localhost:${new URL(graphqlUrl).port}/explorer/`;
/** Another server of the same host, whose pages are none of the store's. */
const elsewhere = `http://localhost:${new URL(inject('mailboxUrl')).port}/`;
const patience = { timeout: 30_000 };

interface Answer {
  readonly __typename: string;
  readonly options?: object;
  readonly passkey?: { readonly id: string };
  readonly recoveryCodes?: readonly string[] | null;
  readonly tokens?: { readonly accessToken: string };
  readonly user?: { readonly email: string };
}

const fields: Readonly<Record<string, string>> = {
  passkeyRegistrationCreate: '... on PasskeyRegistrationCreateSuccess { options }',
  passkeyCreate: '... on PasskeyCreateSuccess { passkey { id } recoveryCodes tokens { accessToken } }',
  passkeyChallengeCreate: 'options',
  passkeySessionCreate: '... on SessionCreateSuccess { user { email } tokens { accessToken } }',
  passkeyDelete: '... on PasskeyDeleteSuccess { tokens { accessToken } }',
};

async function mutate(client: GraphqlClient, mutation: string, input: object): Promise<Answer> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { __typename ${fields[mutation] ?? ''} } }`;
  const data = await client.ask<Record<string, Answer>>(query, { input });
  return data[mutation] as Answer;
}

/** What the page's browser answers when it is asked for a new passkey. */
const create = (page: Page, options: object = {}) =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
      json as PublicKeyCredentialCreationOptionsJSON,
    );
    return JSON.stringify(await navigator.credentials.create({ publicKey }));
  }, options);

/** What the page's browser answers when it is asked for a passkey that it has. */
const get = (page: Page, options: object = {}) =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
      json as PublicKeyCredentialRequestOptionsJSON,
    );
    return JSON.stringify(await navigator.credentials.get({ publicKey }));
  }, options);

/** A page of the store in a browser with a device of its own, whose user is there and is verified. */
async function openWithDevice(browser: Browser) {
  const opened = await openPage(browser, 'desktop');
  const cdp = await opened.page.context().newCDPSession(opened.page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await opened.page.goto(`${explorer}#sign-in`);
  return { ...opened, cdp, authenticatorId };
}

/** A customer who has registered the device of a page. */
async function withPasskey(page: Page) {
  const email = `passkey-${crypto.randomUUID()}@example.com`;
  const customer = await register(await guest(graphqlUrl), email);
  const { options } = await mutate(customer, 'passkeyRegistrationCreate', { proof: { password } });
  const made = await mutate(customer, 'passkeyCreate', {
    name: 'This browser',
    response: await create(page, options),
  });
  return { email, made };
}

/** Signs in with whatever passkey the page's device has for the store, without saying who. */
async function signIn(page: Page): Promise<Answer> {
  const nobody = graphqlClient(graphqlUrl);
  const { options } = await mutate(nobody, 'passkeyChallengeCreate', { purpose: 'SIGN_IN' });
  return mutate(nobody, 'passkeySessionCreate', { response: await get(page, options) });
}

/** Sets the device back to how it was before it ever signed, as a copy of it would be. */
async function setBack(cdp: CDPSession, authenticatorId: string): Promise<void> {
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  for (const credential of credentials) {
    const { credentialId } = credential;
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId });
    await cdp.send('WebAuthn.addCredential', {
      authenticatorId,
      credential: { ...credential, signCount: 0 },
    });
  }
}

describe.skipIf(!hasBrowser)('a passkey in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('signs in by a button, without an address or a password', async () => {
    await using opened = await openWithDevice(browser);
    const { page, faults } = opened;
    const { email, made } = await withPasskey(page);
    expect(made.__typename).toBe('PasskeyCreateSuccess');
    expect(made.recoveryCodes).toHaveLength(10);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click(patience);
    await page.locator('.sign-in').getByText(`At work: ${email}.`).waitFor(patience);
    expect(faults).toEqual([]);
  });

  it('is asked for as the second factor of who gives a password', async () => {
    await using opened = await openWithDevice(browser);
    const { page } = opened;
    const { email } = await withPasskey(page);
    await page.getByLabel('E-mail').fill(email, patience);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.locator('.sign-in').getByText(`At work: ${email}.`).waitFor(patience);
  });

  it('is taken from no page but the store’s own', async () => {
    await using opened = await openWithDevice(browser);
    const { page } = opened;
    await withPasskey(page);
    await page.goto(elsewhere);
    expect((await signIn(page)).__typename).toBe('PasskeyNotAcceptedError');
    await page.goto(explorer);
    expect((await signIn(page)).__typename).toBe('SessionCreateSuccess');
  });

  it('is refused when its counter has gone back, as that of a copied device', async () => {
    await using opened = await openWithDevice(browser);
    const { page, cdp, authenticatorId } = opened;
    await withPasskey(page);
    for (let turn = 0; turn < 3; turn += 1)
      expect((await signIn(page)).__typename).toBe('SessionCreateSuccess');
    await setBack(cdp, authenticatorId);
    expect((await signIn(page)).__typename).toBe('PasskeyNotAcceptedError');
  });

  it('signs in no more once it is removed, which takes the passkey itself', async () => {
    await using opened = await openWithDevice(browser);
    const { page } = opened;
    const { made } = await withPasskey(page);
    const customer = graphqlClient(graphqlUrl, made.tokens?.accessToken);
    const id = made.passkey?.id;
    const unproved = await mutate(customer, 'passkeyDelete', { id, proof: { password } });
    expect(unproved.__typename).toBe('SecondFactorWrongError');
    const { options } = await mutate(customer, 'passkeyChallengeCreate', { purpose: 'PROOF' });
    const proof = { passkey: await get(page, options) };
    const removed = await mutate(customer, 'passkeyDelete', { id, proof });
    expect(removed.__typename).toBe('PasskeyDeleteSuccess');
    expect((await signIn(page)).__typename).toBe('PasskeyNotAcceptedError');
  });
});
