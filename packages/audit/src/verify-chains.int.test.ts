import { randomUUID } from 'node:crypto';
import { domains, type Domain } from '@cartwright/events';
import { createTestDatabase, openPoolDatabase, type PoolDatabase } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordStaffAction } from './record.ts';
import { verifyChains, type ReadDomain } from './verify-chains.ts';
import { witnessOf } from './witness-of.ts';
import { witness } from './witness.ts';

const stack = new AsyncDisposableStack();
const databases = new Map<Domain, PoolDatabase>();
const readDomain: ReadDomain = (domain, read) => read(databaseOf(domain));

beforeAll(async () => {
  for (const domain of domains) {
    const { url } = stack.use(await createTestDatabase('messaging'));
    databases.set(domain, stack.use(openPoolDatabase(url)));
  }
  for (const domain of domains) {
    for (let count = 0; count < 3; count += 1) await act(domain);
  }
});
afterAll(() => stack.disposeAsync());

function databaseOf(domain: Domain): PoolDatabase {
  const database = databases.get(domain);
  if (database === undefined) throw new Error(`There is no database of ${domain}`);
  return database;
}

/** What the subgraphs do: an entry, and the witness hears of it. */
async function act(domain: Domain): Promise<void> {
  const what = {
    staffId: randomUUID(),
    operation: 'variantStockAdjust',
    target: null,
    reason: 'stock-taking',
  };
  const acted = await databaseOf(domain).transaction((tx) =>
    recordStaffAction(domain, { tx, send: () => undefined }, { ...what, at: new Date() }),
  );
  await witness(databaseOf(witnessOf(domain)), domain, acted);
}

/** What somebody does who owns a database, and can take triggers off. */
async function tamper(domain: Domain, statement: string): Promise<void> {
  const database = databaseOf(domain);
  await database.$executeRawUnsafe('ALTER TABLE audit.entries DISABLE TRIGGER ALL');
  await database.$executeRawUnsafe(statement);
  await database.$executeRawUnsafe('ALTER TABLE audit.entries ENABLE TRIGGER ALL');
}

it('chains that nobody touched are whole, and each has a witness that is another', async () => {
  for (const chain of await verifyChains(readDomain)) {
    expect(chain).toMatchObject({ entries: 3, witnessed: 3, broken: undefined });
    expect(chain.witness).not.toBe(chain.domain);
  }
});

it('names the first broken entry of each domain whose chain was damaged', async () => {
  await tamper('payments', "UPDATE audit.entries SET reason = 'something else' WHERE position >= 2");
  await tamper('orders', 'DELETE FROM audit.entries WHERE position = 3');
  const chains = await verifyChains(readDomain);
  const broken = chains.flatMap((chain) =>
    chain.broken === undefined ? [] : [{ domain: chain.domain, ...chain.broken }],
  );
  expect(broken).toHaveLength(2);
  expect(broken).toContainEqual({
    ...{ domain: 'payments', position: 2, fault: 'CHANGED' },
    entryId: expect.any(String) as string,
  });
  expect(broken).toContainEqual({ domain: 'orders', position: 3, fault: 'MISSING', entryId: null });
});
