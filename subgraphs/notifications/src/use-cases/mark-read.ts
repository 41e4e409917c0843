import type { NotificationRecord } from '../domain/notification.ts';
import type { Dependencies } from './dependencies.ts';

/** Marks notifications of some users as read and gives them in the order asked for; those of others are passed over. */
export function markRead({ repository, now }: Dependencies) {
  return async (userIds: readonly string[], ids: readonly string[]): Promise<NotificationRecord[]> => {
    await repository.markRead(userIds, ids, now());
    const found = new Map((await repository.byIds(ids)).map((row) => [row.id, row]));
    return [...new Set(ids)].flatMap((id) => {
      const row = found.get(id);
      return row !== undefined && userIds.includes(row.userId) ? [row] : [];
    });
  };
}
