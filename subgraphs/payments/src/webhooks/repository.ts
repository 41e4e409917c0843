import { insertRows, type Statements } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { EventRecord } from './ports.ts';

/** Stores events of the provider, and gives the ids of those that were not stored before. */
export async function claimEvents(
  db: Statements<Tables>,
  events: readonly EventRecord[],
): Promise<Set<string>> {
  const rows = events.map(({ id, type, reference }) => ({ id, type, reference }));
  const [first, ...others] = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (first === undefined) return new Set();
  const claimed = await insertRows(db, 'webhookEvents', [first, ...others])
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(claimed.map(({ id }) => id));
}

/** Deletes events that were received before then. */
export async function deleteEvents(db: Statements<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('webhookEvents').where('receivedAt', '<', before).execute();
}
