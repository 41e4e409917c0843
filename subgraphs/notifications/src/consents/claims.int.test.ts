import { consentClaimed, type DataOf } from '@cartwright/events';
import { startSender, startTestNats, waitFor, type TestSender } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestNotifications, type TestNotifications } from '../../test/start-test-notifications.ts';
import { say } from './door.ts';

const stack = new AsyncDisposableStack();
let accounts: TestSender;
let notifications: TestNotifications;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  accounts = stack.use(await startSender(nats, 'accounts', [consentClaimed]));
  notifications = stack.use(await startTestNotifications({ natsUrl: nats.urlFor('notifications') }));
});
afterAll(() => stack.disposeAsync());

const sample = consentClaimed.samples[0] as DataOf<typeof consentClaimed>;

const customers = new Map<string, string>();
const customerOf = (email: string) => {
  const id = customers.get(email) ?? uuidv7();
  customers.set(email, id);
  return id;
};

/** What a file says of an address; what is said of one customer is handled in its order. */
const claim = (email: string, newsletter: boolean, customerId = customerOf(email)) =>
  accounts.send(consentClaimed, { ...sample, claimId: uuidv7(), customerId, email, newsletter });

/** What is on record of an address, once a later message was handled. */
async function recordOf(email: string): Promise<readonly (readonly [string, boolean])[]> {
  const last = `${uuidv7()}@example.com`;
  await claim(last, true, customerOf(email));
  await waitFor(async () => (await recorded(last)).length === 1);
  return recorded(email);
}

async function recorded(email: string) {
  const rows = await notifications.database.statements
    .selectFrom('consents')
    .select(['source', 'isGiven'])
    .where('email', '=', email)
    .orderBy('id')
    .execute();
  return rows.map(({ source, isGiven }) => [source, isGiven] as const);
}

const newEmail = () => `${uuidv7()}@example.com`;

it('keeps what a file claims with where it came from, and what a later file takes back', async () => {
  const email = newEmail();
  await claim(email, true);
  await claim(email, true);
  await claim(email, false);
  await expect.poll(() => recorded(email)).toHaveLength(2);
  expect(await recordOf(email)).toEqual([
    ['FILE', true],
    ['FILE', false],
  ]);
});

/** What somebody says themselves. */
const saySelf = (email: string, source: 'ACCOUNT' | 'UNSUBSCRIBE_LINK', newsletter: boolean) => {
  const dependencies = { newId: uuidv7, now: () => new Date(), onWithdrawn: () => Promise.resolve() };
  const said = { email, userId: uuidv7(), source, kinds: { NEWSLETTER: newsletter } };
  return notifications.database.transaction((tx) => say(dependencies, tx, said));
};

it('has what somebody has said themselves stand, whatever a file claims', async () => {
  const email = newEmail();
  await saySelf(email, 'ACCOUNT', false);
  await claim(email, true);
  expect(await recordOf(email)).toEqual([['ACCOUNT', false]]);
});

it('has nobody written to again who has unsubscribed behind a file that said no already', async () => {
  const email = newEmail();
  await claim(email, true);
  await claim(email, false);
  expect(await recordOf(email)).toHaveLength(2);
  await saySelf(email, 'UNSUBSCRIBE_LINK', false);
  await claim(email, true);
  expect(await recordOf(email)).toEqual([
    ['FILE', true],
    ['FILE', false],
    ['UNSUBSCRIBE_LINK', false],
  ]);
});

it('keeps the proof of who confirms what a file has claimed, once, and against later files', async () => {
  const email = newEmail();
  await claim(email, true);
  expect(await recordOf(email)).toHaveLength(1);
  await saySelf(email, 'ACCOUNT', true);
  await saySelf(email, 'ACCOUNT', true);
  await claim(email, false);
  expect(await recordOf(email)).toEqual([
    ['FILE', true],
    ['ACCOUNT', true],
  ]);
});

it('says nothing where a file says no of somebody who was never asked', async () => {
  const email = newEmail();
  await claim(email, false);
  expect(await recordOf(email)).toEqual([]);
});
