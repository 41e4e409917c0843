import type { Statements } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { orderLoaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';

/** What the resolvers of all rooms find: one set of loaders per operation, so that a page costs one statement for each. */
export type OrderContext = ReturnType<typeof contextOf>;

/** The order itself: what it is made of, and how it is read. */
export function orderRoom({ database }: Parts): Room<Tables> {
  return { resolvers, context: () => contextOf(database.statements) };
}

const contextOf = (db: Statements<Tables>) => ({ order: { loaders: orderLoaders(db) } });
