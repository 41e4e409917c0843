import { builtOnce, gather, ofFew, type StatementSample, withColumns } from '@cartwright/database';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { KeyStatements, KeyTables } from './key-tables.ts';
import type { HeldKey, KeyScope, LeasedKeys, NewLeasedKey } from './leased-keys.ts';

/** Leased keys in PostgreSQL. */
export function sqlLeasedKeys(db: KeyStatements): LeasedKeys {
  const gathered = gather({ limit: batchSize, run: (claims: readonly Claim[]) => insert(db, claims) });
  return {
    insert: (key, ownerIds) => gathered({ key, ownerIds }),
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

/** A key as its attempt holds it, with the id of the change that is made under it. */
export interface CompletedKey {
  readonly held: HeldKey;
  readonly changeId: string;
}

/**
 * The statement that marks leased keys as done, and gives the `changeId` of each that its attempt still holds. Execute it in the
 * transaction that makes the changes, or as a part of its statement; the changes of the others must not be made.
 */
export function completeLeasedKeys(db: KeyStatements, completed: readonly CompletedKey[], now: Date) {
  const rows = completed.map(({ held: { ownerId, operation, key, attempt }, changeId }) => ({
    ...{ change_id: changeId, owner_id: ownerId, operation, key, attempt },
  }));
  const columns = sql`held(change_id uuid, owner_id uuid, operation text, key text, attempt int)`;
  const held = sql<CompletedRow>`(select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${columns} ${sql.raw(ofFew)})`;
  return db
    .updateTable('idempotencyKeys as own')
    .from(held.as('held'))
    .set({ completedAt: now })
    .whereRef('own.ownerId', '=', 'held.ownerId')
    .whereRef('own.operation', '=', 'held.operation')
    .whereRef('own.key', '=', 'held.key')
    .whereRef('own.attempt', '=', 'held.attempt')
    .where('own.completedAt', 'is', null)
    .returning('held.changeId');
}

type CompletedRow = HeldKey & { readonly changeId: string };

/**
 * The statement that deletes a leased key, and gives a row when this attempt still holds it. Execute it in the transaction
 * of what has to be undone; without that row there is nothing to undo, since a later attempt goes on or has made the change.
 */
export function giveUpLeasedKey(db: KeyStatements, held: HeldKey) {
  return db.deleteFrom('idempotencyKeys').where(isHeld(held)).returning('key');
}

/** A key that is to be stored, and who must not have used it. */
interface Claim {
  readonly key: NewLeasedKey;
  readonly ownerIds: readonly string[];
}

const batchSize = 64;

/**
 * In one statement, so that a key of the guest and the same key of the customer that the guest became do not pass each other.
 * @returns which were stored, by index
 */
async function insert(db: KeyStatements, claims: readonly Claim[]): Promise<boolean[]> {
  const firsts = claims.filter((claim, index) => !claims.slice(0, index).some((one) => isSame(one, claim)));
  const stored = await insertNew(db, firsts);
  const textOf = ({ ownerId, operation, key }: KeyScope): string => JSON.stringify([ownerId, operation, key]);
  const texts = new Set(stored.map(textOf));
  return claims.map((claim) => firsts.includes(claim) && texts.has(textOf(claim.key)));
}

/** Whether two claims of a batch are for the same key of the same owner, under whichever id. */
function isSame({ key: one, ownerIds }: Claim, { key: other, ownerIds: others }: Claim): boolean {
  return (
    one.key === other.key && one.operation === other.operation && ownerIds.some((id) => others.includes(id))
  );
}

function insertNew(db: KeyStatements, claims: readonly Claim[]): Promise<KeyScope[]> {
  const rows = claims.map(({ key, ownerIds }) => ({
    ...{ owner_id: key.ownerId, operation: key.operation, key: key.key, fingerprint: key.fingerprint },
    ...{ result: key.result, leased_until: key.leasedUntil, created_at: key.createdAt, owner_ids: ownerIds },
  }));
  return insertClaimed(db, { claims: JSON.stringify(rows) });
}

const insertClaimed = builtOnce((db: KeyStatements, { claims }: { readonly claims: string }) => {
  const columns = sql`owner_id uuid, operation text, key text, fingerprint text, result jsonb, leased_until timestamptz, created_at timestamptz, owner_ids uuid[]`;
  const claimed = sql<NewLeasedKey>`jsonb_to_recordset(${claims}::jsonb)`.as<'claimed'>(
    sql`claimed(${columns})`,
  );
  const names = ['ownerId', 'operation', 'key', 'fingerprint', 'result', 'leasedUntil', 'createdAt'] as const;
  const used = db // owner by owner, or PostgreSQL would go through all keys
    .selectFrom(sql<{ id: string }>`unnest(claimed.owner_ids)`.as<'owner'>(sql`owner(id)`))
    .innerJoin('idempotencyKeys as used', 'used.ownerId', 'owner.id')
    .select(sql`1`.as('one'))
    .where(sql<SqlBool>`used.operation = claimed.operation AND used.key = claimed.key`);
  return withColumns(db.insertInto('idempotencyKeys'), names)
    .expression(
      db
        .selectFrom(claimed)
        .select(names.map((name) => `claimed.${name}` as const))
        .where((eb) => eb.not(eb.exists(used)))
        .orderBy('claimed.ownerId') // one sequence, so that no two batches wait for each other
        .orderBy('claimed.operation')
        .orderBy('claimed.key'),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['ownerId', 'operation', 'key']);
});

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
export const samples: StatementSample<KeyTables>[] = [
  (tx) => insert(tx, [{ key: sampleKey, ownerIds: [sampleId] }]),
];
