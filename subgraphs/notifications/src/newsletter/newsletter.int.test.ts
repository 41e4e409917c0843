import type { Transaction } from '@cartwright/database';
import {
  newsletterAskedAtCheckout,
  newsletterAskedAtRegistration,
  userUpdated,
  type DataOf,
} from '@cartwright/events';
import {
  startSender,
  startTestNats,
  startTestSmtp,
  waitFor,
  type TestSender,
  type TestSmtp,
} from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestNotifications, type TestNotifications } from '../../test/start-test-notifications.ts';
import { lockAddresses, say } from '../consents/door.ts';
import type { Tables } from '../generated/tables.ts';
import { purgeWishes } from './repository/wishes.ts';

const stack = new AsyncDisposableStack();
const askedAt = new Date('2027-02-01T12:00:00.000Z');
const hourMs = 60 * 60_000;
let now = askedAt;
let accounts: TestSender;
let orders: TestSender;
let smtp: TestSmtp;
let notifications: TestNotifications;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  smtp = stack.use(await startTestSmtp());
  accounts = stack.use(await startSender(nats, 'accounts', [userUpdated, newsletterAskedAtRegistration]));
  orders = stack.use(await startSender(nats, 'orders', [newsletterAskedAtCheckout]));
  const at = { natsUrl: nats.urlFor('notifications'), smtpUrl: smtp.url, now: () => now };
  notifications = stack.use(await startTestNotifications(at));
});
afterAll(() => stack.disposeAsync());

const db = () => notifications.database.statements;
const sampleUser = userUpdated.samples.at(-1) as DataOf<typeof userUpdated>;
const newEmail = () => `${uuidv7()}@example.com`;
const mailsTo = (email: string) => smtp.mails.filter((mail) => mail.to?.[0]?.address === email);

/** What is on record of an address. */
const recorded = (email: string) =>
  db()
    .selectFrom('consents')
    .select(['kind', 'isGiven', 'source', 'userId', 'askedAt'])
    .where('email', '=', email)
    .orderBy('id')
    .execute();

const wishes = (email: string) =>
  db().selectFrom('newsletterWishes').select('source').where('email', '=', email).execute();

/** A customer is known with an address, proved or not. */
async function known(customerId: string, email: string, isEmailVerified: boolean, version = 1) {
  await accounts.send(userUpdated, { ...sampleUser, customerId, email, isEmailVerified, version });
  await waitFor(async () => {
    const rows = await db()
      .selectFrom('customers')
      .select('version')
      .where('customerId', '=', customerId)
      .execute();
    return rows[0]?.version === version;
  });
}

const register = (customerId: string, email: string, at = askedAt) =>
  accounts.send(newsletterAskedAtRegistration, { customerId, email, askedAt: at.toISOString() });

const order = (customerId: string, email: string, at = askedAt) =>
  orders.send(newsletterAskedAtCheckout, {
    ...{ orderId: uuidv7(), customerId, email, locale: 'en' },
    askedAt: at.toISOString(),
  });

/** A buyer's address was asked: the token of the link that was mailed to it. */
async function asked(email: string): Promise<string> {
  const mail = await smtp.waitForMail(({ to }) => to?.[0]?.address === email);
  expect(mail.subject).toBe('Would you like our newsletter?');
  return /newsletter-confirmation\?token=([\w-]+)/.exec(mail.text ?? '')?.[1] ?? '';
}

async function confirm(token: string): Promise<object | null> {
  const { data } = await notifications.graphql<{ result: object | null }>(
    null,
    `mutation ($input: NewsletterConfirmInput!) { result: newsletterConfirm(input: $input) {
      __typename ... on NewsletterConfirmSuccess { email } } }`,
    { input: { token } },
  );
  return data.result;
}

/** Somebody has said by themselves what they want. */
const saySelf = (email: string, isGiven: boolean, source: 'UNSUBSCRIBE_LINK' | 'FILE') => {
  const dependencies = { newId: uuidv7, now: () => now, onWithdrawn: () => Promise.resolve() };
  const said = { email, userId: null, source, kinds: { NEWSLETTER: isGiven } };
  return notifications.database.transaction((tx) => say(dependencies, tx, said));
};

/** All that was said before was handled. */
async function settled(): Promise<void> {
  const [id, email] = [uuidv7(), newEmail()];
  await known(id, email, true);
  await order(id, email, now);
  await expect.poll(() => recorded(email)).toHaveLength(1);
  const other = newEmail();
  await register(uuidv7(), other, now);
  await expect.poll(() => wishes(other)).toHaveLength(1);
}

/** Clicks what a mail to an address has in its header to unsubscribe. */
async function unsubscribe(email: string): Promise<void> {
  const header = mailsTo(email)[0]?.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
  const [pathname = ''] = /\/unsubscribe\/[\w-]+/.exec(header ?? '') ?? [];
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const posted = { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' };
  expect((await fetch(new URL(pathname, notifications.url), posted)).status).toBe(200);
}

describe('who ticks the newsletter when they register', () => {
  it('has agreed once they have confirmed their address, and is sent no mail of its own for that', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    await register(id, email);
    await expect.poll(() => wishes(email)).toEqual([{ source: 'REGISTRATION' }]);
    await known(id, email, false);
    expect(await recorded(email)).toEqual([]);
    await known(id, email, true, 2);
    const agreed = { kind: 'NEWSLETTER', isGiven: true, source: 'REGISTRATION', userId: id, askedAt };
    expect(await recorded(email)).toEqual([agreed]);
    expect(await wishes(email)).toEqual([]);
    expect(mailsTo(email)).toEqual([]);
  });

  it('has agreed to nothing for another address than the one that they registered', async () => {
    const [id, email, other] = [uuidv7(), newEmail(), newEmail()];
    await register(id, email);
    await expect.poll(() => wishes(email)).toHaveLength(1);
    await known(id, other, true);
    await known(uuidv7(), email, true); // somebody else proves it
    expect(await recorded(other)).toEqual([]);
    expect(await recorded(email)).toEqual([]);
  });

  it('has 30 days for that', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    await register(id, email);
    await expect.poll(() => wishes(email)).toHaveLength(1);
    now = new Date(askedAt.getTime() + 30 * 24 * hourMs);
    await known(id, email, true);
    now = askedAt;
    expect(await recorded(email)).toEqual([]);
  });
});

describe('who ticks the newsletter when they order', () => {
  it('has agreed at once with the address that their account has confirmed', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    await known(id, email, true);
    await order(id, email);
    await expect
      .poll(() => recorded(email))
      .toEqual([{ kind: 'NEWSLETTER', isGiven: true, source: 'CHECKOUT', userId: id, askedAt }]);
    expect(mailsTo(email)).toEqual([]);
  });

  it('is asked by mail as a guest, and has agreed once the link was followed, which works once', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    await order(id, email);
    const token = await asked(email);
    expect(await recorded(email)).toEqual([]);
    expect(await confirm(token)).toEqual({ __typename: 'NewsletterConfirmSuccess', email });
    const agreed = { kind: 'NEWSLETTER', isGiven: true, source: 'CHECKOUT', userId: null, askedAt };
    expect(await recorded(email)).toEqual([agreed]);
    expect(await confirm(token)).toEqual({ __typename: 'NewsletterLinkInvalidError' });
    await order(uuidv7(), email); // has agreed already
    await settled();
    expect(mailsTo(email)).toHaveLength(1);
  });

  it('has 48 hours for that, after which nothing is kept of it', async () => {
    const email = newEmail();
    await order(uuidv7(), email);
    const token = await asked(email);
    now = new Date(askedAt.getTime() + 48 * hourMs);
    expect(await confirm(token)).toEqual({ __typename: 'NewsletterLinkInvalidError' });
    await purgeWishes(db(), new Date(now.getTime() - 1), 500);
    expect(await wishes(email)).toHaveLength(1);
    await purgeWishes(db(), now, 500);
    expect(await wishes(email)).toEqual([]);
    now = askedAt;
    expect(await recorded(email)).toEqual([]);
  });

  it('is asked once while the link works, however often they order, and the first link goes on working', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    await order(id, email);
    const token = await asked(email);
    await order(id, email);
    await order(uuidv7(), email); // somebody else's order
    await settled();
    expect(mailsTo(email)).toHaveLength(1);
    expect(await confirm(token)).toEqual({ __typename: 'NewsletterConfirmSuccess', email });
  });

  it('is asked again once the link works no more', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    await order(id, email);
    await asked(email);
    now = new Date(askedAt.getTime() + 48 * hourMs);
    await order(id, email, now);
    await expect.poll(() => mailsTo(email).length).toBe(2);
    now = askedAt;
  });

  it('is not asked where the owner of the address has withdrawn; where a file says so alone, they are', async () => {
    const [withdrawn, filed] = [newEmail(), newEmail()];
    await saySelf(withdrawn, false, 'UNSUBSCRIBE_LINK');
    await saySelf(filed, true, 'FILE');
    await order(uuidv7(), withdrawn);
    await order(uuidv7(), filed);
    await confirm(await asked(filed));
    expect((await recorded(filed)).map(({ source }) => source)).toEqual(['FILE', 'CHECKOUT']);
    expect(mailsTo(withdrawn)).toEqual([]);
    expect(await wishes(withdrawn)).toEqual([]);
  });

  it('is withdrawn by one click from the mail that asks, whose link is then worth nothing', async () => {
    const email = newEmail();
    await order(uuidv7(), email);
    const token = await asked(email);
    await unsubscribe(email);
    expect(await confirm(token)).toEqual({ __typename: 'NewsletterLinkInvalidError' });
    const newsletter = (await recorded(email)).filter(({ kind }) => kind === 'NEWSLETTER');
    expect(newsletter).toMatchObject([{ isGiven: false, source: 'UNSUBSCRIBE_LINK' }]);
  });
});

describe('a tick that is heard of late, or once more', () => {
  const later = new Date(askedAt.getTime() + hourMs);

  it('does not take the place of what was said after it; one after that does', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    const given = () => recorded(email).then((all) => all.map(({ isGiven }) => isGiven));
    await known(id, email, true);
    await order(id, email);
    await expect.poll(given).toEqual([true]);
    now = later;
    await saySelf(email, false, 'UNSUBSCRIBE_LINK');
    await order(id, email);
    await order(id, email, later); // in the same millisecond
    await register(id, email);
    await settled();
    expect(await given()).toEqual([true, false]);
    await order(id, email, new Date(later.getTime() + 1));
    await expect.poll(given).toEqual([true, false, true]);
    now = askedAt;
  });

  it('is not a wish where its owner has withdrawn since, or where it would be over already', async () => {
    const [withdrawn, late, lateGuest] = [newEmail(), newEmail(), newEmail()];
    now = later;
    await saySelf(withdrawn, false, 'UNSUBSCRIBE_LINK');
    await register(uuidv7(), withdrawn);
    await register(uuidv7(), late, new Date(now.getTime() - 30 * 24 * hourMs));
    await order(uuidv7(), lateGuest, new Date(now.getTime() - 48 * hourMs));
    await settled();
    now = askedAt;
    expect([await wishes(withdrawn), await wishes(late), await wishes(lateGuest)]).toEqual([[], [], []]);
    expect(mailsTo(lateGuest)).toEqual([]);
  });

  it('is a wish after an earlier withdrawal, which to withdraw once more ends', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    await order(uuidv7(), email);
    await asked(email);
    await unsubscribe(email);
    await register(id, email, later);
    await expect.poll(() => wishes(email)).toEqual([{ source: 'REGISTRATION' }]);
    await unsubscribe(email);
    expect(await wishes(email)).toEqual([]);
    await known(id, email, true);
    expect((await recorded(email)).filter(({ isGiven }) => isGiven)).toEqual([]);
  });
});

describe('a tick and the proof of its address at the same time', () => {
  /** Does something that is not committed before others wait for what is said to an address. */
  const beside = (
    email: string,
    work: (tx: Transaction<Tables>) => Promise<unknown>,
    others: () => Promise<unknown>,
  ) =>
    notifications.database.transaction(async (tx) => {
      await lockAddresses(tx, [email]);
      await work(tx);
      await others();
      await expect
        .poll(async () => {
          const { rows } = await sql<{ count: number }>`
            SELECT count(*)::int4 AS count FROM pg_locks JOIN pg_database ON pg_database.oid = database
            WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted
          `.execute(db());
          return rows[0]?.count;
        })
        .toBe(1);
    });

  it('is agreed to where the address is proved while the tick is noted', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    const customer = { customerId: id, version: 1, firstName: 'Sam', locale: 'en', confirmedEmail: email };
    await beside(
      email,
      (tx) => tx.insertInto('customers').values(customer).execute(),
      () => register(id, email),
    );
    await expect.poll(() => recorded(email)).toMatchObject([{ isGiven: true, source: 'REGISTRATION' }]);
    expect(await wishes(email)).toEqual([]);
  });

  it('is agreed to where the tick is noted while the address is proved', async () => {
    const [id, email] = [uuidv7(), newEmail()];
    const wish = { id: uuidv7(), userId: id, email, source: 'REGISTRATION' as const, tokenHash: null };
    const expiresAt = new Date(askedAt.getTime() + hourMs);
    await beside(
      email,
      (tx) =>
        tx
          .insertInto('newsletterWishes')
          .values({ ...wish, askedAt, expiresAt })
          .execute(),
      () =>
        accounts.send(userUpdated, {
          ...sampleUser,
          customerId: id,
          email,
          isEmailVerified: true,
          version: 1,
        }),
    );
    await expect.poll(() => recorded(email)).toMatchObject([{ isGiven: true, source: 'REGISTRATION' }]);
    expect(await wishes(email)).toEqual([]);
  });
});
