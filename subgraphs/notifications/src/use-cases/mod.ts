import type { NotificationCursor } from '../repository/notifications-repository.ts';
import { announce } from './announce.ts';
import type { Dependencies } from './dependencies.ts';
import { sendDueMails } from './send-due-mails.ts';

/** Everything that notifications can do, bound to what it needs. */
export function createUseCases(dependencies: Dependencies) {
  const { repository, now } = dependencies;
  return {
    announce: announce(dependencies),
    sendDueMails: sendDueMails(dependencies),
    listNotifications: (userIds: readonly string[], after: NotificationCursor | null, limit: number) =>
      repository.page(userIds, after, limit),
    countNotifications: (userIds: readonly string[]) => repository.count(userIds),
    markRead: async (userIds: readonly string[], ids: readonly string[]) => {
      await repository.markRead(userIds, ids, now());
      const found = await repository.byIds(ids);
      return found.filter(({ userId }) => userIds.includes(userId));
    },
  };
}

export type UseCases = ReturnType<typeof createUseCases>;
