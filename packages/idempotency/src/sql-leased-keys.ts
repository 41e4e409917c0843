import { jsonb, type StatementSample, withColumns } from '@cartwright/database';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { KeyStatements, KeyTables } from './key-tables.ts';
import type { HeldKey, LeasedKeys, NewLeasedKey } from './leased-keys.ts';

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
      const taken = await db
        .updateTable('idempotencyKeys')
        .set({ attempt: known.attempt + 1, leasedUntil })
        .where(isHeld(known))
        .executeTakeFirst();
      return taken.numUpdatedRows === 1n;
    },
    endLease: async (held, now) => {
      await db.updateTable('idempotencyKeys').set({ leasedUntil: now }).where(isHeld(held)).execute();
    },
  };
}

/**
 * The statement that marks a leased key as done, and gives a row when this attempt still holds it. Execute it in the
 * transaction that makes the change, or as a part of its statement; without that row the change must not be made.
 */
export function completeLeasedKey(db: KeyStatements, held: HeldKey, now: Date) {
  return db.updateTable('idempotencyKeys').set({ completedAt: now }).where(isHeld(held)).returning('key');
}

/**
 * The statement that deletes a leased key, and gives a row when this attempt still holds it. Execute it in the transaction
 * of what has to be undone; without that row there is nothing to undo, since a later attempt goes on or has made the change.
 */
export function giveUpLeasedKey(db: KeyStatements, held: HeldKey) {
  return db.deleteFrom('idempotencyKeys').where(isHeld(held)).returning('key');
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

/** Whether a key is held by this attempt: its change is not made, and no later attempt has taken the key over. */
function isHeld({ ownerId, operation, key, attempt }: HeldKey) {
  return (eb: ExpressionBuilder<KeyTables, 'idempotencyKeys'>): Expression<SqlBool> =>
    eb.and([
      eb('ownerId', '=', ownerId),
      eb('operation', '=', operation),
      eb('key', '=', key),
      eb('attempt', '=', attempt),
      eb('completedAt', 'is', null),
    ]);
}

const sampleId = '01990000-0000-7000-8000-000000000000';
const sampleScope = { ownerId: sampleId, operation: 'orderPlace', key: sampleId, fingerprint: '' };
const sampleKey = { ...sampleScope, result: {}, leasedUntil: new Date(0), createdAt: new Date(0) };
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<KeyTables>[] = [(tx) => insert(tx, sampleKey, [sampleId])];
