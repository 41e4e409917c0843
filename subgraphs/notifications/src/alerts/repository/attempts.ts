import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { AttemptCount } from '@cartwright/identity';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** What is on record of subjects, locked, so that attempts at the same time are judged one after the other. */
export async function lockAttempts(
  tx: Transaction<Tables>,
  subjects: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, AttemptCount>> {
  const inOrder = subjects.toSorted();
  await tx
    .insertInto('alertAttempts')
    .values(inOrder.map((subject) => ({ subject, count: 0, nextAt: now, endsAt: now })))
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet({ subject: sql.ref('excluded.subject') }),
    )
    .execute();
  const rows = await tx
    .selectFrom('alertAttempts')
    .selectAll()
    .where('subject', '=', anyOf(inOrder))
    .execute();
  return new Map(rows.map(({ subject, ...count }) => [subject, count]));
}

/** Puts an attempt on record. */
export async function saveAttempts(
  tx: Transaction<Tables>,
  subject: string,
  record: AttemptCount,
): Promise<void> {
  await tx.updateTable('alertAttempts').set(record).where('subject', '=', subject).execute();
}

/** Deletes counts that are over. */
export async function purgeAttempts(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('alertAttempts').where('endsAt', '<=', now).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => lockAttempts(tx, ['a'], new Date(0)),
  (db) => purgeAttempts(db, new Date(0)),
];
