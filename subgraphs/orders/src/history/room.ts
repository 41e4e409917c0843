import { bind, type Statements } from '@cartwright/database';
import { purchaseRestated } from '@cartwright/events';
import { isOwn } from '@cartwright/identity';
import { restating, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { historyLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { purchasesRestated } from './restate-purchases.ts';
import { findOrder, listOfUser, listVisible } from './use-cases.ts';

/** What the resolvers of this room find. */
export type HistoryContext = ReturnType<typeof contextOf>;

/** Finding orders again. */
export function historyRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    owns: { User: ({ id }: { readonly id: string }, viewer) => isOwn(viewer, id) },
    context: () => contextOf(parts.database.statements),
    publishes: [purchaseRestated],
    background: [restating(parts, purchasesRestated)],
  };
}

const contextOf = (db: Statements<Tables>) => ({
  history: bind({ db, loaders: historyLoaders(db) }, { findOrder, listVisible, listOfUser }),
});
