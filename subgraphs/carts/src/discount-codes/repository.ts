import {
  anyOf,
  deleteBatch,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { AttemptCount } from '@cartwright/identity';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';

/** What is on record of subjects, locked in their order, so that nobody gets further by asking several times at once. */
export async function lockAttempts(
  tx: Transaction<Tables>,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, AttemptCount>> {
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('discount codes ' || name, 0)) FROM unnest(${subjects.toSorted()}::text[]) AS name
  `.execute(tx);
  const rows = await tx
    .selectFrom('discountCodeAttempts')
    .selectAll()
    .where('subject', '=', anyOf(subjects))
    .execute();
  return new Map(rows.map(({ subject, ...count }) => [subject, count]));
}

/** Puts what subjects have tried on record. */
export async function saveAttempts(
  tx: Transaction<Tables>,
  attempts: readonly Selectable<Tables['discountCodeAttempts']>[],
): Promise<void> {
  await tx
    .insertInto('discountCodeAttempts')
    .values(attempts.toSorted((one, other) => (one.subject < other.subject ? -1 : 1)))
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet((eb) => ({
        count: eb.ref('excluded.count'),
        nextAt: eb.ref('excluded.nextAt'),
        endsAt: eb.ref('excluded.endsAt'),
      })),
    )
    .execute();
}

/** Deletes counts that are over, a batch of them. @returns how many */
export function purgeAttempts(db: Statements<Tables>, now: Date, limit: number): Promise<number> {
  const old = db.selectFrom('discountCodeAttempts').select('subject').where('endsAt', '<=', now);
  return deleteBatch(db, 'discountCodeAttempts', { key: 'subject', old, limit });
}

const at = new Date(0);
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockAttempts(tx, ['a']),
  (tx) => saveAttempts(tx, [{ subject: 'a', count: 1, nextAt: at, endsAt: at }]),
  (db) => purgeAttempts(db, at, 1),
];
