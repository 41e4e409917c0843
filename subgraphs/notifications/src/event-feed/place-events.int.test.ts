import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { insertEvents, listEvents } from './repository.ts';
import { placeEvents } from './use-cases/place-events.ts';

const stack = new AsyncDisposableStack();
let database: Awaited<ReturnType<typeof openTestDatabase>>['database'];
beforeAll(async () => {
  ({ database } = stack.use(await openTestDatabase()));
});
afterAll(() => stack.disposeAsync());

const event = (subject: string) => ({
  ...{ id: randomUUID(), type: 'orders.order-placed.v1', source: 'orders', subject },
  ...{ time: new Date('2026-01-02T03:04:05Z'), data: { orderId: subject } },
});
const place = () => placeEvents(database, () => Promise.resolve());
const behind = (after: number) =>
  listEvents(database.statements, { types: [], behind: null, size: 1_000, after, direction: 'forward' });

it('a reader misses nothing and sees no gap, though what was stored first is committed last', async () => {
  const seen: { position: number; subject: string }[] = [];
  const read = async (): Promise<void> => void seen.push(...(await behind(seen.at(-1)?.position ?? 0)));

  const { promise: mayCommit, resolve: commit } = Promise.withResolvers<undefined>();
  const { promise: stored, resolve: isStored } = Promise.withResolvers<undefined>();
  const slow = database.transaction(async (tx) => {
    await insertEvents(tx, [event('slow')]);
    isStored(undefined);
    await mayCommit;
  });
  await stored;
  await database.transaction((tx) => insertEvents(tx, [event('quick')]));
  await place();
  await read();
  expect(seen.map(({ subject }) => subject)).toEqual(['quick']);
  commit(undefined);
  await slow;
  await place();
  await read();
  expect(seen.map(({ subject, position }) => [subject, position])).toEqual([
    ['quick', 1],
    ['slow', 2],
  ]);
});

it('the same with many at once and two who place them', async () => {
  const [start = 0] = (await behind(0)).map(({ position }) => position).slice(-1);
  const seen: { position: number; subject: string }[] = [];
  const over = new AbortController();
  const reading = (async () => {
    do seen.push(...(await behind(seen.at(-1)?.position ?? start)));
    while (!over.signal.aborted);
    seen.push(...(await behind(seen.at(-1)?.position ?? start)));
  })();
  const subjects = Array.from({ length: 120 }, (_, index) => `subject ${index}`);
  const write = async (mine: readonly string[]): Promise<void> => {
    for (const subject of mine) {
      await database.transaction((tx) => insertEvents(tx, [event(subject), event(subject)]));
      await Promise.all([place(), place()]);
    }
  };
  await Promise.all([0, 1, 2].map((writer) => write(subjects.filter((_, index) => index % 3 === writer))));
  await place();
  over.abort();
  await reading;
  expect(seen.map(({ position }) => position)).toEqual(seen.map((_, index) => start + 1 + index));
  expect(seen.map(({ subject }) => subject).toSorted()).toEqual([...subjects, ...subjects].toSorted());
});

it('never gives a position twice, though all events have been trimmed', async () => {
  const last = (await behind(0)).at(-1)?.position ?? 0;
  await database.statements.deleteFrom('feedEvents').execute();
  await database.transaction((tx) => insertEvents(tx, [event('later')]));
  await place();
  expect((await behind(0)).map(({ position }) => position)).toEqual([last + 1]);
});
