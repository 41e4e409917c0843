import { routes } from '../test/contracts.ts';
import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChildSpec } from '../test/child-replica.ts';
import { createParticipant, type Participant } from '../test/participant.ts';

let nats: TestNats;
let orders: Participant;
let products: Participant;
let children: AsyncDisposableStack;

beforeEach(async () => {
  nats = await startTestNats({ routes });
  orders = await createParticipant('orders', nats);
  products = await createParticipant('products', nats);
  children = new AsyncDisposableStack();
});

afterEach(async () => {
  await children.disposeAsync();
  await Promise.all([orders[Symbol.asyncDispose](), products[Symbol.asyncDispose]()]);
  await nats[Symbol.asyncDispose]();
});

const childFile = new URL('../test/child-replica.ts', import.meta.url);

/** Starts a replica in a process of its own; `death` resolves with the signal that ended it. */
const startChild = (spec: Pick<ChildSpec, 'domain' | 'failpoint' | 'send'>) => {
  const { databaseUrl } = spec.domain === 'orders' ? orders : products;
  const natsUrl = nats.urlFor(spec.domain);
  const child = fork(childFile, [JSON.stringify({ ...spec, databaseUrl, natsUrl })], { execArgv: [] });
  const death = once(child, 'exit').then(([, signal]) => signal as string | null);
  children.defer(async () => {
    child.kill('SIGKILL');
    await death;
  });
  return { child, death };
};

const jobIds = Array.from({ length: 20 }, (_, index) => `job-${index}`).toSorted();

const expectAllOnce = async () => {
  await waitFor(async () => (await orders.effects()).length >= jobIds.length, { timeoutMs: 50_000 });
  expect((await products.effects()).toSorted()).toEqual(jobIds);
  expect((await orders.effects()).toSorted()).toEqual(jobIds);
};

describe(
  'a process killed at a failpoint leaves everything done exactly once by its successor',
  { timeout: 120_000 },
  () => {
    it.each([
      'before-transaction@jobs.do-work.v1#5',
      'after-effect@jobs.do-work.v1#5',
      'after-commit@jobs.do-work.v1#5',
      'after-commit@jobs.work-done.v1#5',
      'after-publish@jobs.work-done.v1#5',
    ])('%s in the handling service', async (failpoint) => {
      const { death } = startChild({ domain: 'products', failpoint });
      startChild({ domain: 'orders', send: jobIds });
      expect(await death).toBe('SIGKILL');
      startChild({ domain: 'products' });
      await expectAllOnce();
    });

    it.each(['after-commit@jobs.do-work.v1', 'after-publish@jobs.do-work.v1#3'])(
      '%s in the sending service',
      async (failpoint) => {
        startChild({ domain: 'products' });
        const { death } = startChild({ domain: 'orders', failpoint, send: jobIds });
        expect(await death).toBe('SIGKILL');
        startChild({ domain: 'orders' });
        await expectAllOnce();
      },
    );

    it('hands the lock of a killed relay to a replica that is already there', async () => {
      const { child, death } = startChild({ domain: 'orders' });
      await once(child, 'message');
      await waitForRelays(1);
      startChild({ domain: 'orders', send: jobIds });
      await waitForRelays(2);
      child.kill('SIGKILL');
      await death;
      startChild({ domain: 'products' });
      await expectAllOnce();
    });
  },
);

const waitForRelays = (count: number) =>
  waitFor(async () => {
    const relays = await orders.database.$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%relay'`,
    );
    return relays.length === count;
  });
