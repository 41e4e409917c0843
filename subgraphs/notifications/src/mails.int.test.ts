import {
  customerRegistered,
  guestClaimed,
  orderCancelled,
  orderConfirmed,
  type DataOf,
} from '@cartwright/events';
import {
  createTestDatabase,
  openPoolDatabase,
  startTestNats,
  startTestSmtp,
  waitFor,
  type TestNats,
  type TestSmtp,
} from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNotificationsRepository } from './repository/notifications-repository.ts';
import { insertNotifications } from './test-support/insert-notifications.ts';
import { startSender, type TestSender } from './test-support/start-sender.ts';
import { startTestNotifications, type TestNotifications } from './test-support/start-test-notifications.ts';

const sample = orderConfirmed.samples[0] as DataOf<typeof orderConfirmed>;
const orderFor = (email: string) => ({ ...sample, orderId: uuidv7(), customerId: uuidv7(), email });

describe('what other domains say', () => {
  let nats: TestNats;
  let orders: TestSender;
  let accounts: TestSender;
  let smtp: TestSmtp;
  let notifications: TestNotifications;
  const stack = new AsyncDisposableStack();
  beforeAll(async () => {
    nats = stack.use(await startTestNats());
    smtp = stack.use(await startTestSmtp());
    orders = stack.use(await startSender(nats, 'orders', [orderConfirmed, orderCancelled]));
    accounts = stack.use(await startSender(nats, 'accounts', [customerRegistered, guestClaimed]));
    notifications = stack.use(
      await startTestNotifications({ natsUrl: nats.urlFor('notifications'), smtpUrl: smtp.url }),
    );
  });
  afterAll(() => stack.disposeAsync());
  const mailsTo = (address: string) => smtp.mails.filter((mail) => mail.to?.[0]?.address === address);
  const firstTo = (address: string) => smtp.waitForMail((mail) => mail.to?.[0]?.address === address);

  it('becomes one mail with the lines and totals, however often it is said', async () => {
    const order = orderFor('buyer@example.com');
    await orders.send(orderConfirmed, order);
    const mail = await firstTo('buyer@example.com');
    expect(mail).toMatchObject({
      from: { name: 'Cartwright', address: 'store@example.com' },
      subject: 'Your order CW-100001 is confirmed',
    });
    expect(mail.text).toContain('2 x Oak stool (Natural)  49.00 EUR  98.00 EUR');
    expect(mail.text).toContain('Shipping: 4.90 EUR');
    expect(mail.text).toContain('Total: 102.90 EUR');
    expect(mail.html).toContain('102.90 EUR');
    await orders.send(orderConfirmed, order);
    await notifications.database.$executeRawUnsafe('DELETE FROM messaging.inbox'); // as after its retention
    await orders.send(orderConfirmed, order);
    await orders.send(orderConfirmed, orderFor('next@example.com'));
    await firstTo('next@example.com');
    expect(mailsTo('buyer@example.com')).toHaveLength(1);
    expect(await notifications.stored(order.orderId)).toMatchObject([{ state: 'SENT', attempts: 1 }]);
  });

  it('tells why an order was cancelled, in the buyer’s language', async () => {
    const cancelled = { ...orderFor('german@example.com'), locale: 'de-DE' };
    const reason = { cancelledAt: sample.confirmedAt, reasonCode: 'PAYMENT_DECLINED', reason: 'Abgelehnt.' };
    await orders.send(orderCancelled, { ...cancelled, ...reason });
    const mail = await firstTo('german@example.com');
    expect(mail.subject).toBe('Ihre Bestellung CW-100001 wurde storniert');
    expect(mail.text).toContain('Abgelehnt.');
  });

  it('welcomes a new customer, who cannot smuggle in another recipient', async () => {
    const customer = { customerId: uuidv7(), firstName: 'Sam', locale: 'en' };
    await accounts.send(customerRegistered, { ...customer, email: 'one@example.com, two@example.com' });
    await accounts.send(customerRegistered, { ...customer, customerId: uuidv7(), email: 'new@example.com' });
    expect((await firstTo('new@example.com')).subject).toBe('Welcome, Sam');
    const recipients = smtp.mails.flatMap(({ to }) => to?.map(({ address }) => address));
    expect(recipients).not.toContain('two@example.com');
  });

  it('gives a guest’s notifications to the customer who claims the guest, also those that come later', async () => {
    const [before, after] = [orderFor('before@example.com'), orderFor('after@example.com')];
    const { customerId: guestId } = before;
    const customerId = uuidv7();
    await orders.send(orderConfirmed, before);
    await firstTo('before@example.com');
    await accounts.send(guestClaimed, { guestId, customerId });
    const owners = async () => (await notifications.stored(before.orderId)).map((row) => row.user_id);
    await waitFor(async () => (await owners())[0] === customerId);
    await orders.send(orderConfirmed, { ...after, customerId: guestId });
    await firstTo('after@example.com');
    const query = '{ notifications { totalCount nodes { order { id } } } }';
    const { data } = await notifications.graphql(query, {}, { id: customerId });
    expect(data).toEqual({
      notifications: {
        totalCount: 2,
        nodes: [{ order: { id: after.orderId } }, { order: { id: before.orderId } }],
      },
    });
  });
});

describe('the mail server', () => {
  const user = uuidv7();

  it('may be away: the mail waits, and goes out when it is back', async () => {
    const gone = await startTestSmtp();
    const { url } = gone;
    await gone.stop();
    await using servers = new AsyncDisposableStack();
    await using notifications = await startTestNotifications({ smtpUrl: url });
    await insertNotifications(notifications.database, { userIds: [user], count: 1, state: 'PENDING' });
    await waitFor(async () => (await notifications.stored())[0]?.last_error);
    expect(await notifications.stored()).toMatchObject([{ state: 'PENDING' }]);
    const back = servers.use(await startTestSmtp({ port: Number(new URL(url).port) }));
    await waitFor(async () => {
      await notifications.hurry();
      return (await notifications.stored())[0]?.state === 'SENT';
    });
    expect(back.mails).toHaveLength(1);
    expect(await notifications.stored()).toMatchObject([{ last_error: null }]);
  });

  it('may refuse a recipient for good: the mail has failed, the others go out', async () => {
    await using smtp = await startTestSmtp({
      refuse: (recipient) => (recipient.startsWith('user1.1@') ? 550 : undefined),
    });
    await using notifications = await startTestNotifications({ smtpUrl: smtp.url });
    await insertNotifications(notifications.database, { userIds: [user], count: 2, state: 'PENDING' });
    const states = async () => (await notifications.stored()).map(({ state }) => state).toSorted();
    await waitFor(async () => !(await states()).includes('PENDING'));
    expect(await states()).toEqual(['FAILED', 'SENT']);
    expect(await notifications.stored()).toContainEqual(
      expect.objectContaining({
        state: 'FAILED',
        attempts: 1,
        last_error: expect.stringContaining('550') as string,
      }),
    );
  });

  it('may refuse a recipient for now: the mail is tried again', async () => {
    let refusals = 0;
    await using smtp = await startTestSmtp({ refuse: () => (refusals++ === 0 ? 451 : undefined) });
    await using notifications = await startTestNotifications({ smtpUrl: smtp.url });
    await insertNotifications(notifications.database, { userIds: [user], count: 1, state: 'PENDING' });
    await waitFor(async () => {
      await notifications.hurry();
      return (await notifications.stored())[0]?.state === 'SENT';
    });
    expect(await notifications.stored()).toMatchObject([{ attempts: 2 }]);
  });
});

it('sends each mail once, with two replicas at it', async () => {
  await using smtp = await startTestSmtp();
  await using notifications = await startTestNotifications({ smtpUrl: smtp.url });
  await notifications.startReplica();
  await insertNotifications(notifications.database, {
    userIds: [uuidv7(), uuidv7()],
    count: 40,
    state: 'PENDING',
  });
  await waitFor(async () => (await notifications.stored()).every(({ state }) => state === 'SENT'));
  expect(smtp.mails).toHaveLength(80);
  expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(80);
  expect((await notifications.stored()).every(({ attempts }) => attempts === 1)).toBe(true);
});

it('lets another sender take over after the lease, and ignores what the first one says then', async () => {
  await using notifications = await startIdle();
  const { repository, database, stored } = notifications;
  await insertNotifications(database, { userIds: [uuidv7()], count: 1, state: 'PENDING' });
  const [first] = await repository.claimDue(5);
  if (first === undefined) throw new Error('nothing was due');
  expect(await repository.claimDue(5)).toEqual([]);
  await database.$executeRawUnsafe(`UPDATE notifications SET next_attempt_at = now()`);
  const [second] = await repository.claimDue(5);
  expect(second).toMatchObject({ id: first.id, attempts: 2 });
  await repository.markFailed(first, { error: 'too late', retryInSeconds: null });
  expect(await stored()).toMatchObject([{ state: 'PENDING', last_error: null }]);
  await repository.markSent(first, new Date());
  await repository.markFailed({ ...first, attempts: 2 }, { error: 'too late', retryInSeconds: null });
  expect(await stored()).toMatchObject([{ state: 'SENT', last_error: null }]);
});

it('passes over a mail that another sender is just taking, and waits for nobody', async () => {
  await using notifications = await startIdle();
  const { repository, database } = notifications;
  await insertNotifications(database, { userIds: [uuidv7()], count: 2, state: 'PENDING' });
  await database.$transaction(async (tx) => {
    const [held] = await tx.$queryRawUnsafe<{ id: string }[]>(
      'SELECT id FROM notifications LIMIT 1 FOR UPDATE',
    );
    const due = await repository.claimDue(5);
    expect(due).toHaveLength(1);
    expect(due[0]?.id).not.toBe(held?.id);
  });
});

/** The store of notifications without anything that sends. */
async function startIdle() {
  const stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase('notifications'));
  const database = stack.use(openPoolDatabase(url));
  const repository = createNotificationsRepository(url);
  stack.defer(() => repository.close());
  return {
    repository,
    database,
    stored: () => database.$queryRawUnsafe<unknown[]>('SELECT state, last_error FROM notifications'),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
