import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { apiKeysContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { resolvers } from './resolvers.ts';

/** The keys with which machines do what people allowed them. */
export function apiKeysRoom(parts: Parts, shared: Pick<Dependencies, 'accessTokens' | 'ends'>): Room<Tables> {
  const { database, now, newId } = parts;
  const transact: Dependencies['transact'] = (work) => parts.messaging.transact(work);
  return { resolvers, context: () => apiKeysContext({ ...shared, database, transact, now, newId }) };
}
