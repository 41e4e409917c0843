import { createSeal } from '@cartwright/identity';
import { createLogger } from '@cartwright/process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { startReceiver, type Receiver } from '../../test/start-receiver.ts';
import { createHttpSender } from './http-sender.ts';
import { addDeliveries } from './repository/queue.ts';
import { findAttempts } from './repository/history.ts';
import { findWebhooks, insertWebhook, lockWebhook } from './repository/webhooks.ts';
import { newSecret } from './signature.ts';
import { claimDue, deliver } from './use-cases/deliver.ts';
import { resealSecrets } from './use-cases/reseal-secrets.ts';
import { purgeDeliveries } from './use-cases/purge-deliveries.ts';

const hourMs = 3_600_000;
const seal = createSeal('webhooks', ['a key to seal with that only tests know']);
const stack = new AsyncDisposableStack();
let database: Awaited<ReturnType<typeof openTestDatabase>>['database'];
let receiver: Receiver;
let clock: Date;
let webhookId: string;
let positions = 0;

beforeAll(async () => {
  ({ database } = stack.use(await openTestDatabase()));
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  receiver = await startReceiver();
  clock = new Date('2026-01-02T03:04:05Z');
  await database.statements.deleteFrom('webhooks').execute();
  webhookId = await newWebhook(receiver.url);
  return () => receiver[Symbol.asyncDispose]();
});

const newWebhook = async (url: string): Promise<string> => {
  const id = randomUUID();
  const secret = seal.close(newSecret(), id);
  const about = { id, url, types: [], secret, createdAt: clock, updatedAt: clock };
  await database.transaction((tx) => insertWebhook(tx, about));
  return id;
};

/** Queues an event of a subject. @returns the id of its delivery */
const queue = async (subject: string, to = webhookId): Promise<string> => {
  const [id, eventId] = [randomUUID(), randomUUID()];
  positions += 1;
  const about = { type: 'orders.order-placed.v1', source: 'orders', subject, time: clock };
  const data = { number: positions };
  await database.statements
    .insertInto('feedEvents')
    .values({ ...about, id: eventId, position: positions, data: JSON.stringify(data) })
    .execute();
  await database.transaction(async (tx) => {
    await lockWebhook(tx, to);
    await addDeliveries(tx, [{ id, webhookId: to, eventId, key: subject, createdAt: clock }], clock);
  });
  return id;
};

const sender = createHttpSender('any', 300);
const sending = {
  ...{ seal, sender, chance: () => 0, now: () => clock, stopping: new AbortController().signal },
  logger: createLogger({ name: 'notifications', level: 'silent' }),
};

/** One round of a replica. @returns how many deliveries it had */
const round = async (): Promise<number> => {
  const due = await claimDue({ ...sending, database }, { limit: 64, underWay: {} });
  await Promise.all(due.map((one) => deliver({ ...sending, database }, one)));
  return due.length;
};
const wait = (ms: number): void => void (clock = new Date(clock.getTime() + ms));
const subjects = (): string[] => receiver.received.map(({ event }) => event.subject);
const stateOf = async (id: string) =>
  database.statements
    .selectFrom('webhookDeliveries')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const webhook = () =>
  database.statements
    .selectFrom('webhooks')
    .selectAll()
    .where('id', '=', webhookId)
    .executeTakeFirstOrThrow();

it('sends the events of a subject one after another, and those of others beside them', async () => {
  receiver.answerWith(({ event }) => ({ status: event.subject === 'one' ? 503 : 204 }));
  const first = await queue('one');
  const second = await queue('one');
  await queue('other');
  expect(await round()).toBe(2);
  expect(subjects().toSorted()).toEqual(['one', 'other']);
  expect([(await stateOf(first)).state, (await stateOf(second)).state]).toEqual(['PENDING', 'WAITING']);
  expect(await round()).toBe(0);
  receiver.answerWith(() => ({ status: 204 }));
  wait(5_000);
  expect(await round()).toBe(1);
  expect((await stateOf(second)).state).toBe('PENDING');
  await round();
  const numbers = receiver.received.filter(({ event }) => event.subject === 'one');
  const [tried, again, next] = numbers.map(({ event }) => event.id);
  expect([tried === again, again === next]).toEqual([true, false]);
  expect((await stateOf(second)).state).toBe('DELIVERED');
});

it('tries again later and later, notes each attempt, and gives up after ten, but goes on with the next', async () => {
  receiver.answerWith(() => ({ status: 500, body: 'out of order \0 today' }));
  const id = await queue('one');
  const next = await queue('one');
  const pauses: number[] = [];
  for (let attempt = 1; attempt < 10; attempt += 1) {
    expect(await round()).toBe(1);
    const { nextAttemptAt } = await stateOf(id);
    pauses.push(nextAttemptAt.getTime() - clock.getTime());
    wait(pauses.at(-1) ?? 0);
    await database.statements.updateTable('webhooks').set({ failingSince: null }).execute();
  }
  await round();
  expect((await stateOf(id)).state).toBe('FAILED');
  expect((await stateOf(next)).state).toBe('PENDING');
  expect(pauses.map((ms) => ms / 1_000)).toEqual([
    ...[5, 300, 1_800],
    ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 3_600),
  ]);
  const attempts = await findAttempts(database.statements, [id]);
  expect(attempts.map(({ number, status }) => [number, status])).toEqual(
    Array.from({ length: 10 }, (_, index) => [index + 1, 500]),
  );
  expect(attempts[0]?.error).toBe('HTTP 500: out of order  today');
});

it('suspends who takes nothing for three days, and sends nothing more', async () => {
  receiver.answerWith(() => ({ status: 500 }));
  await queue('one');
  await round();
  wait(71 * hourMs);
  await round();
  expect((await webhook()).status).toBe('ENABLED');
  wait(hourMs);
  await round();
  expect(await webhook()).toMatchObject({ status: 'SUSPENDED', version: 2 });
  expect((await webhook()).suspendedReason).toMatch(/three days.*HTTP 500/);
  wait(100 * hourMs);
  await queue('another');
  expect(await round()).toBe(0);
});

it('suspends who answers 410 at once, and forgets failures once something is taken', async () => {
  receiver.answerWith(({ event }) => ({ status: event.subject === 'gone' ? 410 : 500 }));
  await queue('one');
  await round();
  expect((await webhook()).failingSince).toEqual(clock);
  receiver.answerWith(({ event }) => ({ status: event.subject === 'gone' ? 410 : 200 }));
  wait(5_000);
  await round();
  expect((await webhook()).failingSince).toBeNull();
  const gone = await queue('gone');
  await round();
  expect([(await stateOf(gone)).state, (await webhook()).status]).toEqual(['FAILED', 'SUSPENDED']);
});

it('follows no redirect, and waits no longer than its time for an answer', async () => {
  receiver.answerWith(({ event }) =>
    event.subject === 'elsewhere'
      ? { status: 302, headers: { location: receiver.url } }
      : new Promise(() => undefined),
  );
  const ids = [await queue('elsewhere'), await queue('never')];
  await round();
  expect(receiver.received).toHaveLength(2);
  const attempts = await findAttempts(database.statements, ids);
  const errors = ids.map((id) => attempts.find(({ deliveryId }) => deliveryId === id)?.error);
  expect(errors).toEqual(['HTTP 302', 'No answer in time.']);
});

it('sends nothing unsigned where the keys are lost, and says so', async () => {
  const id = await queue('one');
  await database.statements.updateTable('webhooks').set({ secret: 'sealed with other keys' }).execute();
  await round();
  expect(receiver.received).toEqual([]);
  expect((await findAttempts(database.statements, [id]))[0]?.error).toMatch(/secret cannot be read/);
});

it('seals secrets anew with the key that stands first, so that the older one can go, and leaves what no key opens', async () => {
  const lost = await newWebhook(receiver.url);
  const formerSecret = seal.close(newSecret(), webhookId);
  const { statements } = database;
  await statements.updateTable('webhooks').set({ secret: 'lost' }).where('id', '=', lost).execute();
  await statements
    .updateTable('webhooks')
    .set({ formerSecret, formerSecretExpiresAt: new Date(clock.getTime() + 1) })
    .where('id', '=', webhookId)
    .execute();
  const [next, present] = ['the key that takes its place', 'a key to seal with that only tests know'];
  const stored = () => findWebhooks(statements, [webhookId, lost]);
  const before = await stored();
  const warnings: unknown[] = [];
  const resealing = { database, now: () => clock, logger: { warn: (told: unknown) => warnings.push(told) } };
  await resealSecrets({ ...resealing, seal });
  expect(await stored()).toEqual(before);
  await resealSecrets({ ...resealing, seal: createSeal('webhooks', [next, present]) });
  const alone = createSeal('webhooks', [next]);
  const after = (await stored()).find(({ id }) => id === webhookId);
  const opened = [after?.secret, after?.formerSecret].map((one) => alone.open(one ?? '', webhookId));
  const kept = before.find(({ id }) => id === webhookId)?.secret ?? '';
  expect(opened).toEqual([seal.open(kept, webhookId), seal.open(formerSecret, webhookId)]);
  expect((await stored()).find(({ id }) => id === lost)?.secret).toBe('lost');
  expect(warnings).toEqual([{ webhookIds: [lost] }, { webhookIds: [lost] }]);
});

it('forgets a former secret that is over, and seals the live one anew though no key opens the former one', async () => {
  const { statements } = database;
  const former = await newWebhook(receiver.url);
  const endsIn = (ms: number) => ({ formerSecretExpiresAt: new Date(clock.getTime() + ms) });
  const spoil = (id: string, change: { readonly formerSecretExpiresAt: Date }) =>
    statements
      .updateTable('webhooks')
      .set({ formerSecret: 'lost', ...change })
      .where('id', '=', id)
      .execute();
  await spoil(webhookId, endsIn(0));
  await spoil(former, endsIn(1));
  const warn = vi.fn();
  const [next, present] = ['the key that takes its place', 'a key to seal with that only tests know'];
  const keys = createSeal('webhooks', [next, present]);
  await resealSecrets({ database, seal: keys, now: () => clock, logger: { warn } });
  const after = await findWebhooks(statements, [webhookId, former]);
  expect(after.map(({ id, secret }) => createSeal('webhooks', [next]).isCurrent(secret, id))).toEqual([
    true,
    true,
  ]);
  const kept = Object.fromEntries(
    after.map((one) => [one.id, [one.formerSecret, one.formerSecretExpiresAt]]),
  );
  expect(kept).toEqual({ [webhookId]: [null, null], [former]: ['lost', new Date(clock.getTime() + 1)] });
  expect(warn).toHaveBeenCalledExactlyOnceWith({ webhookIds: [former] }, expect.any(String));
});

it('two replicas at once send each event once', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 30; index += 1) ids.push(await queue(`subject ${index % 10}`));
  const replica = async (): Promise<void> => {
    while ((await round()) > 0);
  };
  await Promise.all([replica(), replica(), replica()]);
  await replica();
  expect(receiver.received).toHaveLength(ids.length);
  expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(ids.length);
  for (const subject of new Set(subjects())) {
    const mine = receiver.received.filter(({ event }) => event.subject === subject);
    const numbers = mine.map(({ event }) => Number(event.position));
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  }
});

it('takes over what a replica that died had leased, and what that stores late has no effect', async () => {
  const id = await queue('one');
  const [lost] = await claimDue({ ...sending, database }, { limit: 1, underWay: {} });
  expect(await round()).toBe(0);
  wait(60_000);
  receiver.answerWith(() => ({ status: 500 }));
  expect(await round()).toBe(1);
  receiver.answerWith(() => ({ status: 204 }));
  if (lost !== undefined) await deliver({ ...sending, database }, lost);
  expect(await stateOf(id)).toMatchObject({ state: 'PENDING', attempts: 2 });
});

it('has no more of one webhook under way than it may, however many wait', async () => {
  const quick = await newWebhook(receiver.url);
  for (let number = 0; number < 8; number += 1) await queue(`subject ${number}`);
  await queue('quick', quick);
  const due = await claimDue({ ...sending, database }, { limit: 64, underWay: { [webhookId]: 1 } });
  expect(due.map((one) => one.webhookId).toSorted()).toEqual(
    [webhookId, webhookId, webhookId, quick].toSorted(),
  );
});

it('keeps deliveries for 30 days, and lets go on what waited for one of them', async () => {
  const old = await queue('one');
  wait(20 * 24 * hourMs);
  const waiting = await queue('one');
  wait(10 * 24 * hourMs);
  await purgeDeliveries({ database, now: () => clock });
  expect((await stateOf(old)).id).toBe(old);
  wait(1);
  await purgeDeliveries({ database, now: () => clock });
  await expect(stateOf(old)).rejects.toThrow();
  expect((await stateOf(waiting)).state).toBe('PENDING');
});
