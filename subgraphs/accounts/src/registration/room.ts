import { newsletterAskedAtRegistration } from '@cartwright/events';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { registrationContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import type { Dependencies } from './use-cases.ts';

/** Makes customers of visitors and guests. */
export function registrationRoom(
  parts: Parts,
  { accessTokens, passwords, ends }: Pick<Dependencies, 'accessTokens' | 'passwords' | 'ends'>,
): Room<Tables> {
  const { now, newId } = parts;
  const context = registrationContext({
    transact: (work) => parts.messaging.transact(work),
    accessTokens,
    passwords,
    ends,
    now,
    newId,
  });
  return { resolvers, context: () => context, publishes: [newsletterAskedAtRegistration] };
}
