import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { passwordsContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import type { Dependencies } from './use-cases.ts';

/** The passwords that customers choose. */
export function passwordsRoom(
  { database, now }: Parts,
  { passwords, ends }: Pick<Dependencies, 'passwords' | 'ends'>,
): Room<Tables> {
  const context = passwordsContext({ database, passwords, ends, now });
  return { resolvers, context: () => context };
}
