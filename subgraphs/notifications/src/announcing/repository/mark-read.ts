import { anyOf, type Statements } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';

/** Marks those of the named notifications as read that belong to one of the users and are unread. */
export async function markRead(
  db: Statements<Tables>,
  { userIds, ids }: { readonly userIds: readonly string[]; readonly ids: readonly string[] },
  readAt: Date,
): Promise<void> {
  await db
    .updateTable('notifications')
    .set({ readAt })
    .where('id', '=', anyOf(ids))
    .where('userId', '=', anyOf(userIds))
    .where('readAt', 'is', null)
    .execute();
}
