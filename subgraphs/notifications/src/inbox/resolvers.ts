import { isId, readPage, toConnection } from '@cartwright/graph';
import { ownerIds, requireViewer } from '@cartwright/identity';
import { z } from 'zod';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context, NotificationRow } from '../graphql.ts';

const cursorSchema = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

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
async function listNotifications(
  { inbox: { loaders } }: Context,
  userIds: readonly string[],
  args: { first?: number | null; after?: string | null },
) {
  const page = readPage(args, { identity: ['notifications', ...userIds], key: cursorSchema });
  const after = page.cursor === null ? null : { createdAt: page.cursor[0], id: page.cursor[1] };
  const pages = userIds.map((userId) => ({ userId, after, limit: page.fetchSize }));
  const rows = (await Promise.all(pages.map((key) => loaders.pages.load(key)))).flat();
  return toConnection({
    page,
    rows: rows.toSorted(newestFirst).slice(0, page.fetchSize),
    keyOf: ({ createdAt, id }): [Date, string] => [createdAt, id],
    totalCount: async () => {
      const counts = await Promise.all(userIds.map((id) => loaders.counts.load(id)));
      return counts.reduce((total, row) => total + (row?.count ?? 0), 0);
    },
  });
}

function newestFirst(one: NotificationRow, other: NotificationRow): number {
  const later = other.createdAt.getTime() - one.createdAt.getTime();
  return later === 0 ? (one.id < other.id ? 1 : -1) : later;
}
