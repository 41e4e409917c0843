import { isOwn } from '@cartwright/identity';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { NotificationRow } from '../graphql.ts';
import type { Parts } from '../parts.ts';
import { inboxContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Shows users their notifications. */
export function inboxRoom({ database, now }: Parts): Room<Tables> {
  return {
    resolvers,
    owns: {
      Notification: ({ userId }: NotificationRow, viewer) => isOwn(viewer, userId),
      User: ({ id }: { readonly id: string }, viewer) => isOwn(viewer, id),
    },
    context: () => inboxContext({ db: database.statements, now }),
  };
}
