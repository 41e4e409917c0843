import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertNotifications } from '../../test/insert-notifications.ts';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { deleteFarewells } from './repository.ts';
import { collect, erase, purgeOld } from './use-cases.ts';

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened[Symbol.asyncDispose]());

const db = () => opened.database.statements;

/** What is stored of a user: the types of their notifications, and their states. */
async function storedOf(userId: string): Promise<string[]> {
  const rows = await db()
    .selectFrom('notifications')
    .select(['type', 'state'])
    .where('userId', '=', userId)
    .execute();
  return rows.map(({ type, state }) => `${type} ${state}`).toSorted();
}

async function setType(userId: string, type: 'DATA_ERASED' | 'PASSWORD_RESET_LINK'): Promise<void> {
  await db().updateTable('notifications').set({ type }).where('userId', '=', userId).execute();
}

const eraseNow = (customerId: string, erasedAt: Date | null) =>
  opened.database.transaction((tx) => erase(tx, { customerId, ids: [customerId], erasedAt }));

it('shows a person what they were told and whom mails greet, and no mail that opens something', async () => {
  const [userId, secretive] = [randomUUID(), randomUUID()];
  await insertNotifications(db(), { userIds: [userId, secretive], count: 2 });
  await setType(secretive, 'PASSWORD_RESET_LINK');
  const customer = { version: 1, firstName: 'Sam', locale: 'en', confirmedEmail: 'user1@example.com' };
  await db()
    .insertInto('customers')
    .values({ ...customer, customerId: userId })
    .execute();
  expect(await collect(db(), [userId])).toMatchObject({
    notifications: [{ title: 'No. 1' }, { title: 'No. 2', recipient: 'user1.2@example.com' }],
    readers: [{ firstName: 'Sam', locale: 'en', confirmedEmail: 'user1@example.com' }],
  });
  expect(await collect(db(), [secretive])).toEqual({
    ...{ notifications: [], readers: [], toldToMerchants: [], alerts: [], consents: [] },
    newsletterWishes: [],
  });
});

it('erases what a person was told, and what waits to be mailed, and mails that alone that they are erased', async () => {
  const [userId, other] = [randomUUID(), randomUUID()];
  await insertNotifications(db(), { userIds: [userId, other], count: 2 });
  await insertNotifications(db(), { userIds: [userId], count: 1, state: 'PENDING' });
  expect(await eraseNow(userId, null)).toBeNull();
  expect(await storedOf(userId)).toEqual([]);
  expect(await storedOf(other)).toHaveLength(2);

  await insertNotifications(db(), { userIds: [userId], count: 1, state: 'PENDING' });
  await insertNotifications(db(), { userIds: [userId], count: 1 });
  await eraseNow(userId, new Date());
  expect(await storedOf(userId)).toEqual(['CUSTOMER_WELCOME PENDING']);

  await setType(userId, 'DATA_ERASED');
  await eraseNow(userId, null);
  await deleteFarewells(db());
  expect(await storedOf(userId)).toEqual(['DATA_ERASED PENDING']);
  await db()
    .updateTable('notifications')
    .set({ state: 'SENT', sentAt: new Date() })
    .where('userId', '=', userId)
    .execute();
  await deleteFarewells(db());
  expect(await storedOf(userId)).toEqual([]);
});

it('shows and erases what merchants are told of a person by their id, wherever it waits', async () => {
  const [userId, other, at] = [randomUUID(), randomUUID(), new Date()];
  const webhook = { id: randomUUID(), url: 'https://erp.example/', types: [], secret: 'sealed' };
  await db()
    .insertInto('webhooks')
    .values({ ...webhook, createdAt: at, updatedAt: at })
    .execute();
  for (const subject of [userId, other]) {
    const event = { id: randomUUID(), subject, type: 'accounts.customer-registered.v1', source: 'accounts' };
    const data = JSON.stringify({ customerId: subject });
    await db()
      .insertInto('feedEvents')
      .values({ ...event, time: at, data })
      .execute();
    const delivery = { id: randomUUID(), webhookId: webhook.id, eventId: event.id, key: subject };
    await db()
      .insertInto('webhookDeliveries')
      .values({ ...delivery, nextAttemptAt: at, createdAt: at })
      .execute();
  }
  expect((await collect(db(), [userId]))['toldToMerchants']).toMatchObject([{ time: at }]);
  await eraseNow(userId, null);
  const left = await db().selectFrom('feedEvents').select('subject').execute();
  expect(left).toEqual([{ subject: other }]);
  expect(await db().selectFrom('webhookDeliveries').select('key').execute()).toEqual([{ key: other }]);
});

it('shows and erases what a person waits for and has consented to, by their id and by the address that they proved', async () => {
  const [userId, other, at] = [randomUUID(), randomUUID(), new Date()];
  const [email, strangers] = [`${userId}@example.com`, `${other}@example.com`];
  const customer = { customerId: userId, version: 1, firstName: 'Sam', locale: 'en', confirmedEmail: email };
  await db().insertInto('customers').values(customer).execute();
  const alert = { kind: 'STOCK', state: 'WAITING', isOfAccount: false, locale: 'en', createdAt: at } as const;
  const consent = { kind: 'NEWSLETTER', isGiven: true, createdAt: at } as const;
  for (const [whose, to] of [
    [userId, `${randomUUID()}@example.com`],
    [randomUUID(), email],
    [other, strangers],
  ] as const) {
    const variantId = randomUUID();
    await db()
      .insertInto('alerts')
      .values({ ...alert, id: randomUUID(), userId: whose, email: to, variantId })
      .execute();
    await db()
      .insertInto('consents')
      .values({ ...consent, id: randomUUID(), userId: whose, email: to, source: 'ACCOUNT' })
      .execute();
    await db()
      .insertInto('unsubscribeLinks')
      .values({ tokenHash: to, email: to, kind: null, createdAt: at })
      .execute();
    const wish = { id: randomUUID(), userId: whose, email: to, source: 'CHECKOUT' as const };
    await db()
      .insertInto('newsletterWishes')
      .values({ ...wish, tokenHash: wish.id, askedAt: at, expiresAt: at })
      .execute();
  }
  const { alerts, consents, newsletterWishes } = await collect(db(), [userId]);
  expect([alerts, consents, newsletterWishes]).toMatchObject([
    [{ kind: 'STOCK' }, { kind: 'STOCK' }],
    [{}, {}],
    [{ source: 'CHECKOUT' }, { source: 'CHECKOUT' }],
  ]);
  expect(JSON.stringify([alerts, consents, newsletterWishes])).not.toContain(strangers);
  await eraseNow(userId, null);
  for (const table of ['alerts', 'consents', 'newsletterWishes'] as const)
    expect(await db().selectFrom(table).select('email').execute()).toEqual([{ email: strangers }]);
  const links = await db().selectFrom('unsubscribeLinks').select('email').execute();
  expect(links.map((link) => link.email)).not.toContain(email);
});

it('erases former and second addresses too, but none that another account has spoken for', async () => {
  const [userId, other, at] = [randomUUID(), randomUUID(), new Date()];
  const [now, former, second, taken] = ['now', 'former', 'second', 'taken'].map(
    (name) => `${name}.${userId}@example.com`,
  ) as [string, string, string, string];
  const customer = { customerId: userId, version: 1, firstName: 'Sam', locale: 'en', confirmedEmail: now };
  await db().insertInto('customers').values(customer).execute();
  const alert = { kind: 'STOCK', state: 'WAITING', isOfAccount: false, locale: 'en', createdAt: at } as const;
  const about = { id: randomUUID(), userId, email: second, variantId: randomUUID(), confirmedAt: at };
  await db()
    .insertInto('alerts')
    .values({ ...alert, ...about })
    .execute();
  for (const [email, by, source] of [
    [former, userId, 'ACCOUNT'],
    [second, null, 'CONFIRMATION_LINK'],
    [taken, userId, 'ACCOUNT'],
    [taken, other, 'ACCOUNT'],
  ] as const)
    await db()
      .insertInto('consents')
      .values({
        id: randomUUID(),
        email,
        userId: by,
        source,
        kind: 'NEWSLETTER',
        isGiven: true,
        createdAt: at,
      })
      .execute();
  const links = [former, second, taken].map((email) => ({
    tokenHash: email,
    email,
    kind: null,
    createdAt: at,
  }));
  await db().insertInto('unsubscribeLinks').values(links).execute();
  const guests = [randomUUID(), randomUUID(), randomUUID()];
  await insertNotifications(db(), { userIds: guests, count: 1, state: 'PENDING' });
  for (const [index, recipient] of [now, second, taken].entries())
    await db()
      .updateTable('notifications')
      .set({ type: 'STOCK_ALERT', recipient })
      .where('userId', '=', guests[index] ?? '')
      .execute();
  const { notifications, consents } = await collect(db(), [userId]);
  expect(JSON.stringify([notifications, consents])).toContain(second);
  await eraseNow(userId, null);
  const left = await Promise.all([
    db().selectFrom('consents').select('email').where('email', 'like', `%${userId}%`).execute(),
    db().selectFrom('unsubscribeLinks').select('email').where('email', 'like', `%${userId}%`).execute(),
    db()
      .selectFrom('notifications')
      .select('recipient as email')
      .where('recipient', 'like', `%${userId}%`)
      .execute(),
  ]);
  expect(left).toEqual([[{ email: taken }], [{ email: taken }], [{ email: taken }]]);
});

it('keeps what customers were told for two years, and mails that opened something for a month', async () => {
  const [userId, secretive] = [randomUUID(), randomUUID()];
  await insertNotifications(db(), { userIds: [userId, secretive], count: 1 }); // of 1 January 2026
  await setType(secretive, 'PASSWORD_RESET_LINK');
  await purgeOld(db(), new Date('2026-01-30'));
  expect([await storedOf(userId), await storedOf(secretive)].map(({ length }) => length)).toEqual([1, 1]);
  await purgeOld(db(), new Date('2026-02-01'));
  expect([await storedOf(userId), await storedOf(secretive)].map(({ length }) => length)).toEqual([1, 0]);
  await purgeOld(db(), new Date('2028-01-02'));
  expect(await storedOf(userId)).toEqual([]);
});
