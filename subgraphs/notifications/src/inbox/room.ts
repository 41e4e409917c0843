import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { inboxContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Shows users their notifications. */
export function inboxRoom({ database, now }: Parts): Room<Tables> {
  return { resolvers, context: () => inboxContext({ db: database.statements, now }) };
}
