import { staffInvited } from '@cartwright/events';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { staffContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { resolvers } from './resolvers.ts';

/** Who works for the store, and what each of them may do. */
export function staffRoom(parts: Parts, shared: Pick<Dependencies, 'passwords' | 'ends'>): Room<Tables> {
  const { database, now, newId } = parts;
  const transact: Dependencies['transact'] = (work) => parts.messaging.transact(work);
  return {
    resolvers,
    context: () => staffContext({ ...shared, database, transact, now, newId }),
    publishes: [staffInvited],
  };
}
