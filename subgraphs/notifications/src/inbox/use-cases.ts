import type { Statements } from '@cartwright/database';
import * as announcing from '../announcing/door.ts';
import type { Tables } from '../generated/tables.ts';
import { findNotifications, type NotificationRecord } from './repository.ts';

/** What the inbox is built from. */
export interface Dependencies {
  readonly db: Statements<Tables>;
  readonly now: () => Date;
}

/** Which notifications to mark as read; only those of the users are. */
export interface MarkReadRequest {
  readonly userIds: readonly string[];
  readonly ids: readonly string[];
}

/** Marks notifications as read and gives them in the order asked for, each once; those of other users are left out. */
export async function markRead(
  { db, now }: Dependencies,
  { userIds, ids }: MarkReadRequest,
): Promise<NotificationRecord[]> {
  await announcing.markRead(db, { userIds, ids }, now());
  const found = new Map((await findNotifications(db, ids)).map((row) => [row.id, row]));
  return [...new Set(ids)].flatMap((id) => {
    const row = found.get(id);
    return row !== undefined && userIds.includes(row.userId) ? [row] : [];
  });
}
