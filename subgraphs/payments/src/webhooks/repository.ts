import type { Statements, Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { WebhookEvent } from '../provider/door.ts';

/** Stores an event of the provider; false when it was stored before. */
export async function claimEvent(
  tx: Transaction<Tables>,
  { id, type, reference }: Pick<WebhookEvent, 'id' | 'type' | 'reference'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('webhookEvents')
    .values({ id, type, reference })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Deletes events that were received before then. */
export async function deleteEvents(db: Statements<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('webhookEvents').where('receivedAt', '<', before).execute();
}
