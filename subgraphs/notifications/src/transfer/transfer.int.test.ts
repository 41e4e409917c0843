import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestNotifications, type TestNotifications } from '../../test/start-test-notifications.ts';
import { say, type Saying } from '../consents/door.ts';
import { readAgreed } from './repository/agreed.ts';

let notifications: TestNotifications;
let now = new Date();
const saidAt = now.toISOString();
const askedAt = new Date(now.getTime() - 86_400_000);
const [sam, eve] = [uuidv7(), uuidv7()];
beforeAll(async () => {
  notifications = await startTestNotifications({ now: () => now });
  const customer = { customerId: sam, version: 1, locale: 'de', firstName: 'Sam' };
  await db()
    .insertInto('customers')
    .values({ ...customer, confirmedEmail: 'b@example.com' })
    .execute();
  await said({ email: 'b@example.com', userId: sam, source: 'REGISTRATION', askedAt });
  await said({ email: 'a@example.com', userId: eve, source: 'ACCOUNT' });
  await said({ email: '=1+2@example.com', source: 'CHECKOUT' });
  await said({ email: 'withdrawn@example.com', source: 'CHECKOUT' });
  await said({ email: 'withdrawn@example.com', source: 'UNSUBSCRIBE_LINK', kinds: { NEWSLETTER: false } });
  await said({ email: 'alerts@example.com', source: 'ACCOUNT', kinds: { STOCK_ALERTS: true } });
});
afterAll(() => notifications[Symbol.asyncDispose]());

const db = () => notifications.database.statements;

function said(saying: Partial<Saying> & Pick<Saying, 'email' | 'source'>): Promise<void> {
  const dependencies = { newId: uuidv7, now: () => now, onWithdrawn: () => Promise.resolve() };
  const whole = { userId: null, kinds: { NEWSLETTER: true }, ...saying };
  return notifications.database.transaction((tx) => say(dependencies, tx, whole));
}

type Viewer = Parameters<TestNotifications['graphql']>[0];
const staff: Viewer = { id: uuidv7(), role: 'STAFF', permissions: ['CUSTOMERS_READ'] };

const ask = (input: object, viewer: Viewer = staff) =>
  notifications.graphql<{ result: { readonly url: string } }>(
    viewer,
    `mutation ($input: ConsentExportCreateInput!) { result: consentExportCreate(input: $input) {
      __typename ... on ConsentExportCreateSuccess { url expiresAt } ... on InvalidInputError { fields { path } } } }`,
    { input },
  );

/** Fetches from this replica what is behind an address of the store. */
const fetchFile = (url: string, init?: RequestInit) =>
  fetch(`${notifications.url}${new URL(url).pathname}${new URL(url).search}`, init);

async function linesOf(format: 'CSV' | 'JSONL'): Promise<string[]> {
  const { data } = await ask({ format });
  const response = await fetchFile(data.result.url);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return (await response.text()).trim().split(/\r?\n/);
}

it('has a row for each address whose last word is yes, with how and when it was said, and begins no formula', async () => {
  const [header, ...rows] = await linesOf('CSV');
  expect(header).toBe('Email,First Name,Language,Source,Consented At,Asked At,Customer ID,Unsubscribe URL');
  expect(rows.map((row) => row.replace(/http.*$/, 'link'))).toEqual([
    `'=1+2@example.com,,,CHECKOUT,${saidAt},,,link`,
    `a@example.com,,,ACCOUNT,${saidAt},,${eve},link`,
    `b@example.com,Sam,de,REGISTRATION,${saidAt},${askedAt.toISOString()},${sam},link`,
  ]);
});

it('has a link for each address that ends its consent by one click', async () => {
  const email = 'clicking@example.com';
  await said({ email, source: 'CHECKOUT' });
  const lines = (await linesOf('JSONL')).map(
    (line) => JSON.parse(line) as { email: string; unsubscribeUrl: string },
  );
  const { unsubscribeUrl = '' } = lines.find((line) => line.email === email) ?? {};
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const click = { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' };
  expect((await fetchFile(unsubscribeUrl, click)).status).toBe(200);
  const left = (await linesOf('JSONL')).map((line) => (JSON.parse(line) as { email: string }).email);
  expect(left).toEqual(lines.flatMap((line) => (line.email === email ? [] : [line.email])));
  const { rows } = await sql`SELECT kind FROM consents WHERE email = ${email} ORDER BY id`.execute(db());
  expect(rows).toEqual([{ kind: 'NEWSLETTER' }, { kind: 'NEWSLETTER' }]); // of no other kind of mails
});

it('goes on behind the last address', async () => {
  const [first] = await readAgreed(db(), { last: undefined, limit: 1 });
  const rest = await readAgreed(db(), { last: first?.email, limit: 2 });
  expect([first, ...rest].map((one) => one?.email)).toEqual([
    '=1+2@example.com',
    'a@example.com',
    'b@example.com',
  ]);
});

it('is for staff who may see customers, for an hour, and in the trail of what they did', async () => {
  for (const viewer of [
    { id: sam, role: 'CUSTOMER' as const },
    { ...staff, permissions: ['ORDERS_READ' as const] },
  ])
    expect((await ask({ format: 'CSV' }, viewer)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  const tooLong = await ask({ format: 'CSV', reason: 'x'.repeat(501) });
  expect(tooLong.data.result).toMatchObject({ fields: [{ path: ['reason'] }] });
  const { data } = await ask({ format: 'CSV', reason: 'For the mailing house.' });
  const { rows } = await sql`
    SELECT operation, after FROM audit.entries WHERE reason = 'For the mailing house.'
  `.execute(db());
  expect(rows).toEqual([{ operation: 'consentExportCreate', after: { format: 'CSV' } }]);
  const { url } = data.result;
  expect((await fetchFile(url.replace(/.$/, url.endsWith('A') ? 'B' : 'A'))).status).toBe(404);
  now = new Date(now.getTime() + 60 * 60_000 + 1);
  expect((await fetchFile(url)).status).toBe(404);
});

it('is fetched five times at most, since each time leaves a link for each address', async () => {
  const { data } = await ask({ format: 'CSV' });
  const links = async () => {
    const { rows } = await sql<{
      count: number;
    }>`SELECT count(*)::int4 AS count FROM unsubscribe_links`.execute(db());
    return rows[0]?.count;
  };
  for (let fetched = 0; fetched < 5; fetched += 1) {
    const response = await fetchFile(data.result.url);
    expect([response.status, await response.text().then(({ length }) => length > 0)]).toEqual([200, true]);
  }
  const before = await links();
  const refused = await fetchFile(data.result.url);
  expect([refused.status, await refused.text()]).toEqual([
    404,
    expect.stringContaining('Ask for another address'),
  ]);
  expect(await links()).toBe(before);
});
