import { jsonb, type StatementSample, withColumns } from '@cartwright/database';
import { sql } from 'kysely';
import type { KeyStatements, KeyTables } from './key-tables.ts';
import type { KeyScope, LeasedKey, LeasedKeys, NewLeasedKey } from './leased-keys.ts';

/** Leased keys in PostgreSQL. */
export function sqlLeasedKeys(db: KeyStatements): LeasedKeys {
  return {
    insert: (key, ownerIds) => insert(db, key, ownerIds),
    find: ({ ownerIds, operation, key }) =>
      db
        .selectFrom('idempotencyKeys')
        .selectAll()
        .where('ownerId', 'in', ownerIds)
        .where('operation', '=', operation)
        .where('key', '=', key)
        .executeTakeFirst(),
    takeOver: async (known, leasedUntil) => {
      const taken = await unfinished(db, known, known.attempt)
        .set({ attempt: known.attempt + 1, leasedUntil })
        .executeTakeFirst();
      return taken.numUpdatedRows === 1n;
    },
    endLease: async (scope, attempt, now) => {
      await unfinished(db, scope, attempt).set({ leasedUntil: now }).execute();
    },
    giveUp: async ({ ownerId, operation, key }, attempt) => {
      await db
        .deleteFrom('idempotencyKeys')
        .where('ownerId', '=', ownerId)
        .where('operation', '=', operation)
        .where('key', '=', key)
        .where('attempt', '=', attempt)
        .where('completedAt', 'is', null)
        .execute();
    },
  };
}

/** The statement that marks a leased key as done: execute it in the transaction that makes the change, or as a part of its statement. */
export function completeLeasedKey(db: KeyStatements, { ownerId, operation, key }: KeyScope, now: Date) {
  return db
    .updateTable('idempotencyKeys')
    .set({ completedAt: now })
    .where('ownerId', '=', ownerId)
    .where('operation', '=', operation)
    .where('key', '=', key);
}

/** In one statement, so that a key of the guest and the same key of the customer that the guest became do not pass each other. */
async function insert(
  db: KeyStatements,
  { ownerId, operation, key, fingerprint, result, leasedUntil, createdAt }: NewLeasedKey,
  ownerIds: readonly string[],
): Promise<boolean> {
  const used = db
    .selectFrom('idempotencyKeys')
    .select(sql`1`.as('one'))
    .where('ownerId', 'in', ownerIds)
    .where('operation', '=', operation)
    .where('key', '=', key);
  const inserted = await withColumns(db.insertInto('idempotencyKeys'), [
    'ownerId',
    'operation',
    'key',
    'fingerprint',
    'result',
    'leasedUntil',
    'createdAt',
  ])
    .expression(
      db
        .selectNoFrom([
          sql`${ownerId}::uuid`.as('ownerId'),
          sql`${operation}::text`.as('operation'),
          sql`${key}::text`.as('key'),
          sql`${fingerprint}::text`.as('fingerprint'),
          jsonb(result).as('result'),
          sql`${leasedUntil}::timestamptz`.as('leasedUntil'),
          sql`${createdAt}::timestamptz`.as('createdAt'),
        ])
        .where((eb) => eb.not(eb.exists(used))),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

function unfinished(db: KeyStatements, { ownerId, operation, key }: KeyScope, attempt: LeasedKey['attempt']) {
  return db
    .updateTable('idempotencyKeys')
    .where('ownerId', '=', ownerId)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .where('attempt', '=', attempt)
    .where('completedAt', 'is', null);
}

const sampleId = '01990000-0000-7000-8000-000000000000';
const sampleScope = { ownerId: sampleId, operation: 'orderPlace', key: sampleId, fingerprint: '' };
const sampleKey = { ...sampleScope, result: {}, leasedUntil: new Date(0), createdAt: new Date(0) };
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<KeyTables>[] = [(tx) => insert(tx, sampleKey, [sampleId])];
