import type { StatementSample, Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/**
 * Users, each locked as its row is read, in the order of their ids, which is that of all replicas. Orders and accounts publish
 * independently of each other: a claim and an announcement may come at the same time.
 */
export function lockedUsers(ids: readonly string[]) {
  const listed = [...new Set(ids)].toSorted();
  return sql<{ id: string }>`(
    SELECT id, pg_advisory_xact_lock(hashtextextended(id::text, 0)) FROM unnest(${listed}::uuid[]) AS listed(id)
  )`.as<'user'>(sql`"user"`);
}

/** Locks users until the transaction ends. */
export async function lockUsers(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await tx.selectFrom(lockedUsers(ids)).select('id').execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => lockUsers(tx, [])];
