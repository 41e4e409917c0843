import { instantPage, isId, type InstantPageArguments } from '@cartwright/graph';
import { ownerIds, requireViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context, NotificationRow } from '../graphql.ts';

/** The resolvers of the inbox. */
export const resolvers = {
  Query: {
    notifications: (_root, args, context) =>
      listNotifications(context, ownerIds(requireViewer(context)), args),
  },
  Mutation: {
    notificationsMarkRead: async (_root, { input }, context) => {
      const userIds = ownerIds(requireViewer(context));
      const ids = input.ids.filter(isId).map((id) => id.toLowerCase());
      return { notifications: await context.inbox.markRead({ userIds, ids }) };
    },
  },
  Notification: {
    __resolveReference: ({ id }, context) => (isId(id) ? context.inbox.loaders.notifications.load(id) : null),
    order: ({ orderId }) => (orderId === null ? null : { id: orderId }),
  },
  User: {
    notifications: ({ id }, args, context) => listNotifications(context, [id], args),
    unreadNotificationCount: async ({ id }, _args, context) =>
      (await context.inbox.loaders.unreadCounts.load(id))?.count ?? 0,
  },
} satisfies Resolvers;

/** The notifications of some users as one connection, newest first. */
function listNotifications(
  { inbox: { loaders } }: Context,
  userIds: readonly string[],
  args: InstantPageArguments,
) {
  return instantPage<NotificationRow>(args, {
    identity: ['notifications', ...userIds],
    list: async (slice) => {
      const lists = await Promise.all(userIds.map((userId) => loaders.pages.load({ userId, slice })));
      const rows = lists.flat().toSorted(newestFirst);
      return (slice.direction === 'forward' ? rows : rows.toReversed()).slice(0, slice.size);
    },
    count: async () => {
      const counts = await Promise.all(userIds.map((id) => loaders.counts.load(id)));
      return counts.reduce((total, row) => total + (row?.count ?? 0), 0);
    },
    instantOf: ({ createdAt }) => createdAt,
  });
}

function newestFirst(one: NotificationRow, other: NotificationRow): number {
  const later = other.createdAt.getTime() - one.createdAt.getTime();
  return later === 0 ? (one.id < other.id ? 1 : -1) : later;
}
