import { existsSync } from 'node:fs';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import {
  canMountDisks,
  fillWriteAheadLog,
  mountPostgresDisk,
  temporaryDirectory,
  type SmallDisk,
  type TemporaryDirectory,
} from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  guest,
  place,
  placeInput,
  stepsToEnd,
} from '../support/shopper.ts';

const buyersPerRound = 24;

let directory: TemporaryDirectory;
let disk: SmallDisk;
let store: TestStore;

// Only root may mount a file system; elsewhere no disk can be filled without harm.
describe.skipIf(!canMountDisks())('the disk of PostgreSQL, where this process may mount one', () => {
  beforeAll(async () => {
    directory = temporaryDirectory('disk-full');
    disk = mountPostgresDisk(directory.path);
    store = await startTestStore({ dataDir: directory.path, durable: true, restartCrashed: true });
  });
  afterAll(async () => {
    await store.stop();
    disk.unmount();
    directory.remove();
  });

  it('fills up: changes are refused as retryable, and succeed under the same keys once there is space', async () => {
    const buyers = await makeBuyers();
    disk.fill();
    const first = await Promise.all(buyers.map((buyer) => tryToOrder(buyer)));
    const signUp = await errorCodes(guestSession());
    disk.freeSpace();
    expect(first.flat()).toContain('UNAVAILABLE');
    expectClear([...first.flat(), ...signUp]);
    await allEndWell(buyers);
  });

  it('has no space for the write-ahead log: PostgreSQL dies, and the store recovers once there is space', async () => {
    const buyers = await makeBuyers();
    disk.fill();
    const postmaster = store.services.postgres.pid;
    await writeLogUntilItDies();
    const first = await Promise.all(buyers.map((buyer) => tryToOrder(buyer)));
    disk.freeSpace();
    expect(first.flat()).toContain('UNAVAILABLE');
    expectClear(first.flat());
    await allEndWell(buyers);
    expect(store.services.postgres.pid).not.toBe(postmaster);
  });
});

interface Buyer {
  readonly client: GraphqlClient;
  readonly input: ReturnType<typeof placeInput>;
}

async function makeBuyers(): Promise<Buyer[]> {
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 2 * buyersPerRound);
  return Promise.all(
    Array.from({ length: buyersPerRound }, async () => {
      const client = await guest(store.graphqlUrl);
      return { client, input: placeInput(await fillCart(client, [{ variantId: variant.id, quantity: 1 }])) };
    }),
  );
}

function guestSession() {
  return graphqlClient(store.graphqlUrl).send('mutation { guestSessionCreate { tokens { accessToken } } }');
}

/** @returns the codes of the errors, none when it was accepted */
function tryToOrder({ client, input }: Buyer): Promise<string[]> {
  return errorCodes(
    client.send('mutation ($input: OrderPlaceInput!) { orderPlace(input: $input) { __typename } }', {
      input,
    }),
  );
}

async function errorCodes(answer: ReturnType<GraphqlClient['send']>): Promise<string[]> {
  return ((await answer).errors ?? []).map(({ extensions }) => String(extensions?.['code']));
}

/** A client learns that it may retry, and nothing of the store's internals. */
function expectClear(codes: readonly string[]): void {
  expect(codes.filter((code) => code !== 'UNAVAILABLE' && code !== 'CONFLICT')).toEqual([]);
}

async function allEndWell(buyers: readonly Buyer[]): Promise<void> {
  const ends = await Promise.all(
    buyers.map(async ({ client, input }) => {
      const orderId = await expectOrder({ client, input });
      const steps = await stepsToEnd(client, orderId);
      await expect
        .poll(() => currentCart(client, input.cartId), { timeout: 20_000 })
        .toMatchObject({ status: 'COMPLETED' });
      return steps.at(-1)?.orderStatusChanged.status;
    }),
  );
  expect(ends).toEqual(buyers.map(() => 'CONFIRMED'));
  await expect.poll(() => violations(store).catch(String), { timeout: 60_000, interval: 500 }).toEqual([]);
}

/** Retries with the same key until there is an answer, as a careful client does. */
async function expectOrder({ client, input }: Buyer): Promise<string> {
  const placed = () =>
    place(client, input).then(
      ({ order }) => order?.id,
      () => undefined,
    );
  let orderId: string | undefined;
  await expect.poll(async () => (orderId = await placed()), { timeout: 60_000, interval: 500 }).toBeDefined();
  return orderId ?? '';
}

/** Fills the write-ahead log, as heavy load would: PostgreSQL panics and cannot restart. */
async function writeLogUntilItDies(): Promise<void> {
  const { postgres } = store.services;
  const postmaster = postgres.pid;
  const hasDied = async (): Promise<boolean> => {
    await fillWriteAheadLog(postgres.url).catch(() => undefined);
    return postgres.pid !== postmaster || !isAlive(postmaster);
  };
  await expect.poll(hasDied, { timeout: 30_000 }).toBe(true);
}

function isAlive(pid: number | undefined): boolean {
  return pid !== undefined && existsSync(`/proc/${pid}`);
}
