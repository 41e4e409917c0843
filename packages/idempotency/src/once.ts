import { jsonb } from '@cartwright/database';
import { requestUnderWay, type KeyReused, type KeyUse } from './key.ts';
import type { KeyStatements, KeyTransaction } from './key-tables.ts';

/** A change that is made once per key, within one transaction. */
export interface OnceChange<Outcome, Kept> {
  /** Makes the change, or refuses it. */
  readonly change: () => Promise<Outcome>;
  /** What to store of an outcome as JSON for idempotent replays; undefined for a refusal, which leaves the key unused. */
  readonly keep: (outcome: Outcome) => Kept | undefined;
  /** Answers a replay; undefined when the result no longer exists, so that the change is made again. */
  readonly replay: (kept: Kept) => Promise<Outcome | undefined>;
}

/**
 * Makes a change once per key, in the caller's transaction: a replay is answered from what was stored, another input under
 * the same key is `key-reused`. While another transaction holds the key, this one waits for its end.
 * @throws CONFLICT with `retryable` when the wait takes as long as a statement may take
 */
export async function once<Outcome, Kept>(
  tx: KeyTransaction,
  { use, now }: { readonly use: KeyUse; readonly now: Date },
  { change, keep, replay }: OnceChange<Outcome, Kept>,
): Promise<Outcome | KeyReused> {
  const isNew = await claim(tx, use, now);
  if (!isNew) {
    const known = await find(tx, use);
    if (known !== undefined && known.fingerprint !== use.fingerprint) return { kind: 'key-reused' };
    const replayed = known === undefined ? undefined : await replay(known.result as Kept);
    if (replayed !== undefined) return replayed;
  }
  const outcome = await change();
  const kept = keep(outcome);
  if (kept === undefined) await giveUp(tx, use);
  else await complete(tx, use, { kept, now });
  return outcome;
}

/** Claims the key. Gives false when it was used before; waits for the end of a transaction that is using it. */
async function claim(tx: KeyTransaction, use: KeyUse, now: Date): Promise<boolean> {
  const { operation, key, fingerprint, ownerIds } = use;
  const [ownerId, ...others] = ownerIds;
  if (others.length > 0 && (await find(tx, use)) !== undefined) return false;
  try {
    const inserted = await tx
      .insertInto('idempotencyKeys')
      .values({ ownerId, operation, key, fingerprint, createdAt: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  } catch (error) {
    throw isTimeout(error) ? requestUnderWay() : error;
  }
}

function find(db: KeyStatements, { ownerIds, operation, key }: KeyUse) {
  return db
    .selectFrom('idempotencyKeys')
    .select(['fingerprint', 'result'])
    .where('ownerId', 'in', ownerIds)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .executeTakeFirst();
}

async function complete(
  tx: KeyTransaction,
  { ownerIds: [ownerId], operation, key, fingerprint }: KeyUse,
  { kept, now }: { kept: unknown; now: Date },
): Promise<void> {
  const result = jsonb(kept);
  await tx
    .insertInto('idempotencyKeys')
    .values({ ownerId, operation, key, fingerprint, result, completedAt: now, createdAt: now })
    .onConflict((conflict) =>
      conflict.columns(['ownerId', 'operation', 'key']).doUpdateSet({ result, completedAt: now }),
    )
    .execute();
}

async function giveUp(tx: KeyTransaction, { ownerIds: [ownerId], operation, key }: KeyUse): Promise<void> {
  await tx
    .deleteFrom('idempotencyKeys')
    .where('ownerId', '=', ownerId)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .execute();
}

/** `query_canceled`: the statement ran into its time limit while it waited for the other transaction. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
