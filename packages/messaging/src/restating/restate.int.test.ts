import { message } from '@cartwright/events';
import { startTestNats, waitFor, type PoolTransaction, type TestNats } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onMessage } from '../consumer/handlers.ts';
import { doWork, routes } from '../../test/contracts.ts';
import { createParticipant } from '../../test/participant.ts';
import { restatePage, type Restatement } from './restate.ts';

let nats: TestNats;
beforeAll(async () => {
  nats = await startTestNats({ routes });
});
afterAll(() => nats[Symbol.asyncDispose]());

const ids = Array.from({ length: 450 }, (_, index) => `job-${String(index).padStart(4, '0')}`);

/** Announces the jobs; `fails` says before which it breaks off. */
const jobs = (fails: (id: string) => boolean = () => false): Restatement<PoolTransaction> => ({
  name: 'jobs',
  announce: (_tx, send, { after = '', limit }) => {
    const page = ids.filter((id) => id > after).slice(0, limit);
    for (const jobId of page) {
      if (fails(jobId)) throw new Error(`broke off before ${jobId}`);
      send(message(doWork, { jobId }));
    }
    return Promise.resolve(page);
  },
});

async function open() {
  const stack = new AsyncDisposableStack();
  const orders = stack.use(await createParticipant('orders', nats));
  const products = stack.use(await createParticipant('products', nats));
  const sender = await orders.startReplica({ publishes: [doWork] });
  await products.startReplica({
    consumes: [
      onMessage(doWork, async ({ data }, tx: PoolTransaction) => {
        await tx.$executeRawUnsafe('INSERT INTO effect (job_id) VALUES ($1)', data.jobId);
      }),
    ],
  });
  const due = () =>
    orders.database.$executeRawUnsafe(`INSERT INTO messaging.restatements (name) VALUES ('jobs')`);
  return { orders, products, sender, due, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

it('announces page by page, goes on where it was interrupted, and ends', { timeout: 60_000 }, async () => {
  await using test = await open();
  await test.due();
  expect(await restatePage(test.sender, jobs())).toBe('announced');
  await expect(
    restatePage(
      test.sender,
      jobs((id) => id === 'job-0300'),
    ),
  ).rejects.toThrow('broke off');
  expect(await restatePage(test.sender, jobs())).toBe('announced');
  expect(await restatePage(test.sender, jobs())).toBe('finished');
  expect(await restatePage(test.sender, jobs())).toBe('finished');
  await waitFor(async () => (await test.products.effects()).length >= ids.length, { timeoutMs: 30_000 });
  expect((await test.products.effects()).toSorted()).toEqual(ids);
});

it('announces nothing where nothing is due', async () => {
  await using test = await open();
  expect(
    await restatePage(
      test.sender,
      jobs(() => true),
    ),
  ).toBe('finished');
});

it('leaves a page to the replica that is at it', async () => {
  await using test = await open();
  await test.due();
  const held = Promise.withResolvers<undefined>();
  const locked = Promise.withResolvers<undefined>();
  const slow = restatePage(test.sender, {
    name: 'jobs',
    announce: async () => {
      locked.resolve(undefined);
      await held.promise;
      return [];
    },
  });
  await locked.promise;
  expect(await restatePage(test.sender, jobs())).toBe('busy');
  held.resolve(undefined);
  expect(await slow).toBe('finished');
});
