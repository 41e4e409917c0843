import type { Statements, Transaction } from '@cartwright/database';
import { openDatabase, type Database } from '@cartwright/database';
import {
  dataErasureAnswered,
  dataExportRequested,
  userDeleted,
  type ErasureObstacle,
  type MessageContract,
  type OutgoingMessage,
} from '@cartwright/events';
import type { Messaging } from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import { createTestDatabase } from '@cartwright/testing';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isErased } from './erasures.ts';
import { findExportParts, purgeExportParts } from './export-parts.ts';
import type { PersonalData } from './personal-data.ts';
import { createPersonalDataRoom } from './room.ts';

interface Tables {
  readonly unused: never;
}

let stack: AsyncDisposableStack;
let database: Database<Tables>;
let now: Date;
let sent: OutgoingMessage[];
/** What stands in the way of erasing, and whom the domain was asked to erase. */
let obstacle: ErasureObstacle | null;
let erased: (readonly string[])[];
/** Whom it fails to erase. */
let failing: string | undefined;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase('messaging'));
  database = openDatabase<Tables>(url);
  stack.defer(() => database.close());
  now = new Date('2026-06-01T12:00:00.000Z');
  [sent, erased, obstacle, failing] = [[], [], null, undefined];
});
afterEach(() => stack.disposeAsync());

const personalData: PersonalData<Tables> = {
  domain: 'carts',
  collect: (_tx, { ids }) => Promise.resolve({ carts: ids, at: now.toISOString() }),
  erase: (_tx, { ids }) => {
    erased.push(ids);
    if (ids[0] === failing) return Promise.reject(new Error('A fault'));
    return Promise.resolve(obstacle);
  },
};

const room = () =>
  createPersonalDataRoom<Tables>(
    {
      database,
      now: () => now,
      logger: createLogger({ name: 'carts', level: 'silent' }),
      messaging: {
        transact: (
          work: (tx: Transaction<Tables>, send: (message: OutgoingMessage) => void) => Promise<unknown>,
        ) => database.transaction((tx) => work(tx, (message) => sent.push(message))),
      } as unknown as Messaging<Transaction<Tables>>,
    },
    personalData,
  );

/** Has the room handle a message. */
async function handle<Data>(contract: MessageContract<Data>, data: Data): Promise<void> {
  const handler = room().consumes?.find((one) => one.contract.type === contract.type);
  const received = { data, key: '', businessId: '', id: '', type: '', source: '', time: '', attempt: 1 };
  const apply = await handler?.begin([received]);
  const committed: (() => void)[] = [];
  const later = (work: () => void): number => committed.push(work);
  const replies = await database.transaction((tx) => apply?.([received], tx, later) ?? Promise.resolve([]));
  for (const work of committed) work();
  sent.push(...replies.flat());
}

/** Lets what the room does beside run once. */
async function lookAfter(): Promise<void> {
  const background = room().background ?? [];
  for (const one of background) one.start();
  await Promise.all(background.map((one) => one.stop()));
}

const statements = (): Statements<Tables> => database.statements;
const [requestId, customerId, guestId] = [randomUUID(), randomUUID(), randomUUID()];
const deletion = { requestId, customerId, deletedAt: '2026-06-01T12:00:00.000Z', guestIds: [guestId] };
const answers = () =>
  sent
    .filter(({ contract }) => contract.type === dataErasureAnswered.carts.type)
    .map(({ data }) => (data as { waitsFor: unknown }).waitsFor);

it('keeps a part until it expires, and makes it anew when it is asked for once more', async () => {
  const asked = { requestId, customerId, guestIds: [guestId] };
  await handle(dataExportRequested, { ...asked, round: 1, expiresAt: '2026-06-08T12:00:00.000Z' });
  const read = async () => (await findExportParts(statements(), [requestId], now)).map(({ data }) => data);
  expect(await read()).toEqual([{ carts: [customerId, guestId], at: '2026-06-01T12:00:00.000Z' }]);
  now = new Date('2026-06-03T12:00:00.000Z');
  await handle(dataExportRequested, { ...asked, round: 2, expiresAt: '2026-06-10T12:00:00.000Z' });
  expect(sent.map(({ data }) => (data as { round: number }).round)).toEqual([1, 2]);
  now = new Date('2026-06-09T12:00:00.000Z');
  await purgeExportParts(statements(), now);
  expect(await read()).toMatchObject([{ at: '2026-06-03T12:00:00.000Z' }]);
  now = new Date('2026-06-10T12:00:00.000Z');
  expect(await read()).toEqual([]);
  await purgeExportParts(statements(), now);
  expect(await findExportParts(statements(), [requestId], new Date(0))).toEqual([]);
});

it('says what an erasure waits for, and by itself when that is over', async () => {
  await handle(dataExportRequested, {
    ...{ requestId, customerId, guestIds: [], round: 1 },
    expiresAt: '2026-06-08T12:00:00.000Z',
  });
  obstacle = 'ORDERS_UNDER_WAY';
  await handle(userDeleted, deletion);
  expect(await findExportParts(statements(), [requestId], now)).toEqual([]);
  await lookAfter();
  expect([answers(), erased.length]).toEqual([['ORDERS_UNDER_WAY'], 1]);
  now = new Date('2026-06-01T12:01:00.000Z');
  await lookAfter();
  expect([answers(), erased.length]).toEqual([['ORDERS_UNDER_WAY'], 2]);
  obstacle = null;
  now = new Date('2026-06-01T12:02:00.000Z');
  await lookAfter();
  expect(answers()).toEqual(['ORDERS_UNDER_WAY', null]);
  expect(new Set(erased.map(String))).toEqual(new Set([`${customerId},${guestId}`]));
  expect(await isErased(statements(), customerId)).toBe(true);
});

it('answers again when it is asked again, and looks after the erased for a year without a word', async () => {
  await handle(userDeleted, deletion);
  await handle(userDeleted, { ...deletion, round: 2 });
  expect(answers()).toEqual([null, null]);
  now = new Date('2026-12-01T12:00:00.000Z');
  await lookAfter();
  now = new Date('2027-06-02T12:00:00.000Z');
  await lookAfter();
  const before = erased.length;
  now = new Date('2030-01-01T12:00:00.000Z');
  await lookAfter();
  expect([before, erased.length, answers().length]).toEqual([4, 4, 2]);
});

it('erases without an answer where nobody waits for one', async () => {
  await handle(userDeleted, { customerId, deletedAt: deletion.deletedAt });
  expect([erased, sent]).toEqual([[[customerId]], []]);
});

it('erases the guests, too, whom it was told of before alone', async () => {
  await handle(userDeleted, deletion);
  await handle(userDeleted, { ...deletion, guestIds: [] });
  expect(erased).toEqual([
    [customerId, guestId],
    [customerId, guestId],
  ]);
});

it('puts nothing together for somebody who has gone since', async () => {
  await handle(userDeleted, deletion);
  const asked = { requestId: randomUUID(), customerId, guestIds: [], round: 1 };
  await handle(dataExportRequested, { ...asked, expiresAt: '2026-06-08T12:00:00.000Z' });
  expect(await findExportParts(statements(), [asked.requestId], now)).toEqual([]);
  expect(answers()).toEqual([null]);
});

it('keeps nobody waiting for somebody whom it fails to erase', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  obstacle = 'ORDERS_UNDER_WAY';
  for (const id of [first, second]) {
    await handle(userDeleted, { ...deletion, requestId: randomUUID(), customerId: id, guestIds: [] });
    now = new Date(now.getTime() + 1_000);
  }
  [obstacle, failing, erased] = [null, first, []];
  now = new Date('2026-06-01T12:00:30.000Z');
  await lookAfter(); // the first fails
  await lookAfter();
  expect(erased).toEqual([[first], [second]]);
  expect(answers().at(-1)).toBeNull();
  failing = undefined;
  now = new Date('2026-06-01T12:01:31.000Z');
  await lookAfter(); // the second again, whose turn came sooner
  await lookAfter();
  expect(erased).toEqual([[first], [second], [second], [first]]);
  expect(answers().filter((one) => one === null)).toHaveLength(2);
});
