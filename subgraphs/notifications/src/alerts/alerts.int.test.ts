import { stockChanged, userUpdated, variantChanged, type DataOf } from '@cartwright/events';
import {
  startSender,
  startTestNats,
  startTestSmtp,
  waitFor,
  type TestSender,
  type TestSmtp,
} from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestNotifications, type TestNotifications } from '../../test/start-test-notifications.ts';

const stack = new AsyncDisposableStack();
let products: TestSender;
let accounts: TestSender;
let smtp: TestSmtp;
let notifications: TestNotifications;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  smtp = stack.use(await startTestSmtp());
  products = stack.use(await startSender(nats, 'products', [variantChanged, stockChanged]));
  accounts = stack.use(await startSender(nats, 'accounts', [userUpdated]));
  const at = { natsUrl: nats.urlFor('notifications'), smtpUrl: smtp.url };
  notifications = stack.use(await startTestNotifications(at));
});
afterAll(() => stack.disposeAsync());

const sampleVariant = (variantChanged.samples as readonly DataOf<typeof variantChanged>[]).findLast(
  ({ bundleParts }) => bundleParts === undefined,
) as DataOf<typeof variantChanged>;
const sampleUser = userUpdated.samples.at(-1) as DataOf<typeof userUpdated>;
const db = () => notifications.database.statements;
const price = (amountMinor: number) => [{ currency: 'EUR', amountMinor, compareAtMinor: null }];
const mailsTo = (address: string) => smtp.mails.filter((mail) => mail.to?.[0]?.address === address);
const mailTo = (address: string, subject: RegExp) =>
  smtp.waitForMail((mail) => mail.to?.[0]?.address === address && subject.test(mail.subject ?? ''));

/** A variant that products announced, with so many pieces. */
async function announced(available: number): Promise<string> {
  const variantId = uuidv7();
  await products.send(variantChanged, { ...sampleVariant, variantId, version: 1, prices: price(4_900) });
  await products.send(stockChanged, { variantId, version: 1, available });
  await waitFor(async () => {
    const [offer] = await db()
      .selectFrom('variantOffers')
      .selectAll()
      .where('variantId', '=', variantId)
      .execute();
    return offer?.version === 1 && offer.available === available;
  });
  return variantId;
}

/** A customer whose address is proved. */
async function customer(): Promise<{ id: string; email: string; role: 'CUSTOMER' }> {
  const [id, email] = [uuidv7(), `${uuidv7()}@example.com`];
  const user = { ...sampleUser, customerId: id, email, isEmailVerified: true, version: 1, locale: 'en' };
  await accounts.send(userUpdated, user);
  await waitFor(
    async () =>
      (await db().selectFrom('customers').select('version').where('customerId', '=', id).execute()).length,
  );
  return { id, email, role: 'CUSTOMER' };
}

interface Outcome {
  readonly __typename: string;
  readonly alert?: { readonly id: string; readonly state: string; readonly email: string };
}
type Viewer = Parameters<TestNotifications['graphql']>[0];

async function mutate(viewer: Viewer, field: string, input: object, network?: string): Promise<Outcome> {
  const type = `${field[0]?.toUpperCase() ?? ''}${field.slice(1)}`;
  const success = `... on ${type}Success { alert { id state email targetPrice { amount } variant { id } } }`;
  const invalid = field.endsWith('Create') ? '... on InvalidInputError { fields { path code } }' : '';
  const { data, errors } = await notifications.graphql<{ result: Outcome | null }>(
    viewer,
    `mutation ($input: ${type}Input!) { result: ${field}(input: $input) { __typename ${success} ${invalid} } }`,
    { input },
    network === undefined ? {} : { 'x-client-network': network },
  );
  return data.result ?? { __typename: errors?.[0]?.extensions.code ?? 'nothing' };
}
const guest = () => ({ id: uuidv7(), role: 'GUEST' as const });
const states = async (variantId: string) => {
  const rows = await db()
    .selectFrom('alerts')
    .select('state')
    .where('variantId', '=', variantId)
    .orderBy('id')
    .execute();
  return rows.map(({ state }) => state);
};
const tokenIn = (text = '') => /[?&]token=([\w-]+)/.exec(text)?.[1] ?? '';

describe('who waits for a variant', () => {
  it('is told once when it can be bought again, with a link to its page, however often that is announced', async () => {
    const sam = await customer();
    const variantId = await announced(0);
    const first = await mutate(sam, 'stockAlertCreate', { variantId });
    expect(first).toMatchObject({
      __typename: 'StockAlertCreateSuccess',
      alert: { state: 'WAITING', email: sam.email, targetPrice: null, variant: { id: variantId } },
    });
    const again = await mutate(sam, 'stockAlertCreate', { variantId, email: sam.email.toUpperCase() });
    expect(again.alert?.id).toBe(first.alert?.id);

    await products.send(stockChanged, { variantId, version: 2, available: 3 });
    const mail = await mailTo(sam.email, /^Oak stool \(Natural\) is there again$/);
    expect(mail.text).toContain('https://shop.example/products/oak-stool');
    await products.send(stockChanged, { variantId, version: 3, available: 0 });
    await products.send(stockChanged, { variantId, version: 4, available: 5 });
    const other = await customer();
    await products.send(stockChanged, { variantId, version: 5, available: 0 });
    await waitFor(async () => (await mutate(other, 'stockAlertCreate', { variantId })).alert);
    await products.send(stockChanged, { variantId, version: 6, available: 5 });
    await mailTo(other.email, /is there again/);
    expect(mailsTo(sam.email)).toHaveLength(1);
    expect(await states(variantId)).toEqual(['TOLD', 'TOLD']);
  });

  it('is told in the order of asking, five for each piece, and the others only a quarter of an hour later', async () => {
    const variantId = await announced(0);
    const [at, users] = [new Date(), Array.from({ length: 7 }, () => uuidv7())];
    const waiting = users.map((userId) => ({
      ...{ id: uuidv7(), kind: 'STOCK' as const, state: 'WAITING' as const, userId, variantId, locale: 'en' },
      ...{ isOfAccount: false, email: `${userId}@example.com`, createdAt: at, confirmedAt: at },
    }));
    await db().insertInto('alerts').values(waiting).execute();
    await products.send(stockChanged, { variantId, version: 2, available: 1 });
    await waitFor(async () => (await states(variantId)).includes('TOLD'));
    const [five, two] = [Array<string>(5).fill('TOLD'), Array<string>(2).fill('WAITING')];
    expect(await states(variantId)).toEqual([...five, ...two]);
    const [offer] = await db()
      .selectFrom('variantOffers')
      .selectAll()
      .where('variantId', '=', variantId)
      .execute();
    expect(offer?.dueAt?.getTime()).toBe((offer?.waveBeganAt?.getTime() ?? 0) + 15 * 60_000);
    await db()
      .updateTable('variantOffers')
      .set({ dueAt: at, waveBeganAt: new Date(at.getTime() - 16 * 60_000) })
      .where('variantId', '=', variantId)
      .execute();
    await waitFor(async () => !(await states(variantId)).includes('WAITING'), { timeoutMs: 15_000 });
  });

  it('is told of a price that is low enough, in the currency that was asked for', async () => {
    const [sam, kim] = [await customer(), await customer()];
    const variantId = await announced(20);
    const target = { targetPrice: { amount: '39.90', currencyCode: 'EUR' } };
    const wanted = await mutate(sam, 'priceAlertCreate', { variantId, currencyCode: 'EUR', ...target });
    expect(wanted).toMatchObject({ alert: { state: 'WAITING', targetPrice: { amount: '39.90' } } });
    await mutate(kim, 'priceAlertCreate', { variantId, currencyCode: 'EUR' });
    await products.send(variantChanged, { ...sampleVariant, variantId, version: 2, prices: price(4_500) });
    expect((await mailTo(kim.email, /costs less/)).text).toContain('€45.00');
    expect(await states(variantId)).toEqual(['WAITING', 'TOLD']);
    await products.send(variantChanged, { ...sampleVariant, variantId, version: 3, prices: price(3_990) });
    await mailTo(sam.email, /costs less/);
  });

  it('is refused for what can be bought, what is not sold, and a price that is no fall', async () => {
    const sam = await customer();
    const variantId = await announced(20);
    const type = async (field: string, input: object) => (await mutate(sam, field, input)).__typename;
    expect(await type('stockAlertCreate', { variantId })).toBe('AlertVariantAvailableError');
    expect(await type('stockAlertCreate', { variantId: uuidv7() })).toBe('AlertVariantNotFoundError');
    expect(await type('stockAlertCreate', { variantId: 'none' })).toBe('AlertVariantNotFoundError');
    const dear = { currencyCode: 'EUR', targetPrice: { amount: '49.00', currencyCode: 'EUR' } };
    expect(await mutate(sam, 'priceAlertCreate', { variantId, ...dear })).toMatchObject({
      fields: [{ path: ['targetPrice', 'amount'], code: 'OUT_OF_RANGE' }],
    });
  });

  it('waits once after a change of address, and is told there', async () => {
    const sam = await customer();
    const variantId = await announced(0);
    const first = await mutate(sam, 'stockAlertCreate', { variantId });
    const email = `${uuidv7()}@example.com`;
    const changed = { customerId: sam.id, email, isEmailVerified: true, version: 2, locale: 'en' };
    await accounts.send(userUpdated, { ...sampleUser, ...changed });
    await waitFor(async () => {
      const rows = await db().selectFrom('alerts').select('email').where('userId', '=', sam.id).execute();
      return rows[0]?.email === email;
    });
    const again = await mutate(sam, 'stockAlertCreate', { variantId });
    expect(again.alert).toMatchObject({ id: first.alert?.id, email });
    await products.send(stockChanged, { variantId, version: 2, available: 3 });
    await mailTo(email, /is there again/);
    expect(await states(variantId)).toEqual(['TOLD']);
    expect(mailsTo(sam.email)).toEqual([]);
  });

  it('can cancel, sees their own alone, and waits for 50 at most', async () => {
    const sam = await customer();
    const ids = [];
    const variantId = await announced(0);
    const { alert } = await mutate(sam, 'stockAlertCreate', { variantId });
    ids.push(alert?.id);
    expect((await mutate(guest(), 'alertCancel', { id: alert?.id })).__typename).toBe('AlertNotFoundError');
    expect(await mutate(sam, 'alertCancel', { id: alert?.id })).toMatchObject({
      alert: { state: 'CANCELLED' },
    });
    const { data } = await notifications.graphql(sam, '{ alerts { id state } }');
    expect(data).toEqual({ alerts: [{ id: alert?.id, state: 'CANCELLED' }] });
    const at = new Date();
    const many = Array.from({ length: 50 }, () => ({
      ...{
        id: uuidv7(),
        kind: 'STOCK' as const,
        state: 'WAITING' as const,
        userId: sam.id,
        email: sam.email,
      },
      ...{ variantId: uuidv7(), locale: 'en', isOfAccount: true, createdAt: at, confirmedAt: at },
    }));
    await db().insertInto('alerts').values(many).execute();
    expect((await mutate(sam, 'stockAlertCreate', { variantId })).__typename).toBe('TooManyAlertsError');
  });
});

describe('an address that is not the account’s', () => {
  it('gets nothing but one question before its link is followed, and is told afterwards', async () => {
    const email = `${uuidv7()}@example.com`;
    const variantId = await announced(0);
    const asked = await mutate(guest(), 'stockAlertCreate', { variantId, email });
    expect(asked).toMatchObject({ alert: { state: 'UNCONFIRMED', email } });
    const question = await mailTo(email, /^Shall we tell you about/);
    expect(question.text).toContain('https://shop.example/alert-confirmation?token=');
    const token = tokenIn(question.text);
    const kept = await db().selectFrom('alerts').selectAll().where('variantId', '=', variantId).execute();
    expect(JSON.stringify(kept)).not.toContain(token);
    const confirm = () => mutate(null, 'alertConfirm', { token });
    expect(await confirm()).toMatchObject({ alert: { state: 'WAITING' } });
    expect((await confirm()).__typename).toBe('AlertLinkInvalidError');
    await products.send(stockChanged, { variantId, version: 2, available: 3 });
    await mailTo(email, /is there again/);
    expect(mailsTo(email)).toHaveLength(2);
  });

  it('is not told while it is not confirmed, and at once where the goods came in between', async () => {
    const email = `${uuidv7()}@example.com`;
    const variantId = await announced(0);
    await mutate(guest(), 'stockAlertCreate', { variantId, email });
    const { text } = await mailTo(email, /^Shall we/);
    await products.send(stockChanged, { variantId, version: 2, available: 3 });
    await waitFor(async () => {
      const [row] = await db()
        .selectFrom('variantOffers')
        .selectAll()
        .where('variantId', '=', variantId)
        .execute();
      return row?.available === 3 && row.waveBeganAt !== null;
    });
    expect(mailsTo(email)).toHaveLength(1);
    await mutate(null, 'alertConfirm', { token: tokenIn(text) });
    await mailTo(email, /is there again/);
  });

  it('may be somebody’s who waits already: nothing tells, and they are told once', async () => {
    const sam = await customer();
    const variantId = await announced(0);
    await mutate(sam, 'stockAlertCreate', { variantId });
    const stranger = guest();
    const asked = await mutate(stranger, 'stockAlertCreate', { variantId, email: sam.email });
    const unknown = await mutate(guest(), 'stockAlertCreate', {
      variantId,
      email: `${uuidv7()}@example.com`,
    });
    expect({ ...asked.alert, id: '', email: '' }).toEqual({ ...unknown.alert, id: '', email: '' });
    const { text } = await mailTo(sam.email, /^Shall we/);
    await mutate(null, 'alertConfirm', { token: tokenIn(text) });
    await products.send(stockChanged, { variantId, version: 2, available: 3 });
    await mailTo(sam.email, /is there again/);
    await waitFor(async () => !(await states(variantId)).includes('WAITING'));
    expect((await states(variantId)).filter((state) => state === 'TOLD')).toHaveLength(2);
    expect(mailsTo(sam.email).filter(({ subject }) => subject?.includes('is there again'))).toHaveLength(1);
    const { data } = await notifications.graphql(stranger, '{ alerts { id state } }');
    expect(data).toEqual({ alerts: [{ id: asked.alert?.id, state: 'TOLD' }] });
  });

  it('has its question withheld once it has unsubscribed, and whoever asked sees nothing of it', async () => {
    const [email, variantId, stranger] = [`${uuidv7()}@example.com`, await announced(0), guest()];
    const asked = await mutate(stranger, 'stockAlertCreate', { variantId, email });
    const { text } = await mailTo(email, /^Shall we/);
    const [, path = ''] = /(\/unsubscribe\/[\w-]+)/.exec(text ?? '') ?? [];
    const held = { businessId: uuidv7(), title: '', body: 'secret', html: '', language: 'en' };
    const waits = { ...held, id: uuidv7(), userId: stranger.id, recipient: email, channel: 'EMAIL' as const };
    const later = { type: 'ALERT_CONFIRMATION_LINK' as const, nextAttemptAt: new Date('2100-01-01') };
    await db()
      .insertInto('notifications')
      .values({ ...waits, ...later })
      .execute();
    await fetch(new URL(path, notifications.url), { method: 'POST' });
    const mails = () =>
      db()
        .selectFrom('notifications')
        .select(['state', 'lastError', 'body'])
        .where('recipient', '=', email)
        .where('state', '=', 'FAILED')
        .execute();
    const taken = { state: 'FAILED', lastError: 'unsubscribed', body: '' };
    expect(await mails()).toEqual([taken]);
    const { data } = await notifications.graphql(stranger, '{ alerts { id state } }');
    expect(data).toEqual({ alerts: [{ id: asked.alert?.id, state: 'UNCONFIRMED' }] });
    expect((await mutate(null, 'alertConfirm', { token: tokenIn(text) })).__typename).toBe(
      'AlertLinkInvalidError',
    );
    await mutate(guest(), 'stockAlertCreate', { variantId, email });
    expect(await mails()).toEqual([taken, taken]);
  });

  it('is asked for, confirmed and told at the same time without any waiting for another for ever', async () => {
    const variantId = await announced(0);
    const email = `${uuidv7()}@example.com`;
    const asking = [guest(), guest(), guest(), guest()];
    for (const one of asking) await mutate(one, 'stockAlertCreate', { variantId, email });
    const tokens = await waitFor(() => {
      const found = mailsTo(email).map(({ text }) => tokenIn(text));
      return found.length === asking.length && found;
    });
    const outcomes = await Promise.all([
      ...tokens.map((token) => mutate(null, 'alertConfirm', { token })),
      ...asking.map((one) =>
        mutate(one, 'stockAlertCreate', { variantId, email: `${uuidv7()}@example.com` }),
      ),
      products.send(stockChanged, { variantId, version: 2, available: 3 }),
    ]);
    const names = outcomes.map((outcome) => (outcome as Outcome | undefined)?.__typename);
    expect(names).not.toContain('INTERNAL_SERVER_ERROR');
    expect(names).not.toContain('UNAVAILABLE');
  });

  it('gets few questions, whoever asks from one network', async () => {
    const [variantId, email] = [await announced(0), `${uuidv7()}@example.com`];
    const ask = () => mutate(guest(), 'stockAlertCreate', { variantId, email }, '203.0.113.7');
    const types = [];
    for (let count = 0; count < 7; count += 1) types.push((await ask()).__typename);
    expect(types.filter((type) => type === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(1);
    expect((await mutate(guest(), 'stockAlertCreate', { variantId }, '203.0.113.8')).__typename).toBe(
      'InvalidInputError',
    );
  });
});

describe('who unsubscribes', () => {
  const linkOf = async (email: string, subject: RegExp) => {
    const mail = await mailTo(email, subject);
    const header = (key: string) => mail.headers.find((one) => one.key === key)?.value ?? '';
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const [, path = ''] =
      /^<https?:\/\/[^/]+(\/unsubscribe\/[\w-]+)>, <mailto:stop@example\.com/.exec(
        header('list-unsubscribe'),
      ) ?? [];
    expect(mail.text).toContain(path);
    expect(mail.html).toContain(path);
    return new URL(path, notifications.url).href;
  };
  const post = (url: string) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
  const preferences = async (viewer: Viewer) => {
    const fields = 'notificationPreferences { email kinds { kind isOn source } }';
    const { data } = await notifications.graphql<{ notificationPreferences: { kinds: object[] } }>(
      viewer,
      `{ ${fields} }`,
    );
    return data.notificationPreferences.kinds;
  };

  it('does so by one POST without cookies, however often, is not told any more, and can switch it on again', async () => {
    const sam = await customer();
    const [there, gone] = [await announced(0), await announced(0)];
    await mutate(sam, 'stockAlertCreate', { variantId: there });
    await mutate(sam, 'stockAlertCreate', { variantId: gone });
    await products.send(stockChanged, { variantId: there, version: 2, available: 3 });
    const url = await linkOf(sam.email, /is there again/);

    const page = await fetch(url, { headers: { 'accept-language': 'de-AT,de;q=0.9' } });
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(await page.text()).toMatch(/<html lang="de">[^]*<form method="post"><button>Abmelden/);
    expect(await states(gone)).toEqual(['WAITING']);

    for (const time of ['once', 'again']) expect([time, (await post(url)).status]).toEqual([time, 200]);
    expect(await states(gone)).toEqual(['CANCELLED']);
    expect(await preferences(sam)).toContainEqual({
      kind: 'STOCK_ALERTS',
      isOn: false,
      source: 'UNSUBSCRIBE_LINK',
    });
    expect((await mutate(sam, 'stockAlertCreate', { variantId: gone })).__typename).toBe(
      'MailsSwitchedOffError',
    );
    expect(
      (await mutate(guest(), 'stockAlertCreate', { variantId: gone, email: sam.email })).alert,
    ).toBeDefined();
    expect(mailsTo(sam.email)).toHaveLength(1);

    const update = `mutation { notificationPreferencesUpdate(input: { stockAlerts: true, newsletter: true }) {
      __typename ... on NotificationPreferencesUpdateSuccess { preferences { kinds { kind isOn } } } } }`;
    expect((await notifications.graphql(sam, update)).data).toMatchObject({
      notificationPreferencesUpdate: { __typename: 'NotificationPreferencesUpdateSuccess' },
    });
    expect((await mutate(sam, 'stockAlertCreate', { variantId: gone })).__typename).toBe(
      'StockAlertCreateSuccess',
    );

    const staff = { id: uuidv7(), role: 'STAFF' as const, permissions: ['CUSTOMERS_READ'] as const };
    const list = `query ($email: String!) { consents(filters: { email: $email }, sort: OLDEST) {
      totalCount nodes { kind isGiven source userId } } }`;
    const { data } = await notifications.graphql(staff, list, { email: sam.email });
    expect(data).toEqual({
      consents: {
        totalCount: 4,
        nodes: [
          { kind: 'STOCK_ALERTS', isGiven: true, source: 'ACCOUNT', userId: sam.id },
          { kind: 'STOCK_ALERTS', isGiven: false, source: 'UNSUBSCRIBE_LINK', userId: null },
          { kind: 'STOCK_ALERTS', isGiven: true, source: 'ACCOUNT', userId: sam.id },
          { kind: 'NEWSLETTER', isGiven: true, source: 'ACCOUNT', userId: sam.id },
        ],
      },
    });
  });

  it('is told that a link is none of ours', async () => {
    const url = new URL('/unsubscribe/unknown', notifications.url).href;
    expect((await fetch(url)).status).toBe(404);
    expect((await post(url)).status).toBe(404);
  });
});
