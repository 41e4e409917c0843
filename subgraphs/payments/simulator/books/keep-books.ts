import type { StatementSample, Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Operation, Simulator } from '../simulator.ts';
import type { SimulatorTables } from '../tables.ts';
import { enqueueWebhooks, type NewWebhook } from '../webhooks/webhook-queue.ts';
import { Books } from './books.ts';
import { readPayments, storePayments } from './ledger.ts';

type Tx = Transaction<SimulatorTables>;

/** What work is about; none of it is anybody else's meanwhile. */
export interface Subjects {
  /** Of payments, whether they are opened yet or not. */
  readonly references: readonly string[];
  readonly keys?: readonly string[];
}

/** Does work on the books of some payments in one transaction, and stores what it books and announces. */
export function keepBooks<Result>(
  { database, ...simulator }: Simulator,
  subjects: Subjects,
  work: (operation: Operation, tx: Tx) => Result | Promise<Result>,
): Promise<Result> {
  return database.transaction(async (tx) => {
    await lock(tx, subjects);
    const books = new Books(await readPayments(tx, subjects.references), simulator.now);
    const webhooks: NewWebhook[] = [];
    const result = await work({ ...simulator, books, webhooks }, tx);
    await storePayments(tx, books.changed, books.entries);
    await enqueueWebhooks(tx, webhooks);
    return result;
  });
}

/** All take these locks in one order: keys before references, and both in the order of their names. */
async function lock(tx: Tx, { keys = [], references }: Subjects): Promise<void> {
  const names = [...ordered(keys), ...ordered(references)];
  const seeds = [...ordered(keys).map(() => 2), ...ordered(references).map(() => 1)];
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended(name, seed))
    FROM unnest(${names}::text[], ${seeds}::bigint[]) AS lock(name, seed)
  `.execute(tx);
}

function ordered(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<SimulatorTables>[] = [(tx) => lock(tx, { references: [''] })];
