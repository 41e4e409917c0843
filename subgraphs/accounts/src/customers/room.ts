import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { customersContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { resolvers } from './resolvers.ts';

/** Customers as staff see them: listed, kept out, and put into groups. */
export function customersRoom(parts: Parts, { ends }: Pick<Dependencies, 'ends'>): Room<Tables> {
  const { database, now, newId } = parts;
  const transact: Dependencies['transact'] = (work) => parts.messaging.transact(work);
  return { resolvers, context: () => customersContext({ database, transact, ends, now, newId }) };
}
