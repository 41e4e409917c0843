import { badUserInput } from '@cartwright/errors';
import { ownerIds, requireViewer } from '@cartwright/identity';
import { validate } from 'uuid';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import { listNotifications } from './list-notifications.ts';

const maxIds = 100;

/** Whether the viewer may see what the store told this user. */
function maySee({ viewer }: Context, userId: string): boolean {
  return viewer !== null && (viewer.role === 'STAFF' || ownerIds(viewer).includes(userId));
}

/** The resolver map of notifications. */
export const resolvers: Resolvers = {
  Query: {
    notifications: (_root, args, context) =>
      listNotifications(context, ownerIds(requireViewer(context)), args),
  },
  Mutation: {
    notificationsMarkRead: async (_root, { input }, context) => {
      const viewer = requireViewer(context);
      if (input.ids.length > maxIds) {
        throw badUserInput(`Up to ${maxIds} notifications at a time.`, 'input.ids');
      }
      const ids = input.ids.filter((id) => validate(id)).map((id) => id.toLowerCase());
      return { notifications: await context.useCases.markRead(ownerIds(viewer), ids) };
    },
  },
  Notification: {
    __resolveReference: async ({ id }, context) => {
      const notification = validate(id) ? await context.loaders.notifications.load(id) : null;
      return notification !== null && maySee(context, notification.userId) ? notification : null;
    },
    order: ({ orderId }) => (orderId === null ? null : { id: orderId }),
  },
  User: {
    notifications: ({ id }, args, context) =>
      maySee(context, id) ? listNotifications(context, [id], args) : null,
    unreadNotificationCount: async ({ id }, _args, context) =>
      maySee(context, id) ? ((await context.loaders.unreadCounts.load(id))?.count ?? 0) : null,
  },
};
