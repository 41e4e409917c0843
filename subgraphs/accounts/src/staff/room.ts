import { staffInvited } from '@cartwright/events';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { staffContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { purgeInvitations } from './repository/invitations.ts';
import { resolvers } from './resolvers.ts';

const hourMs = 60 * 60_000;
/** For how long staff see that an invitation was not accepted. */
const endedKeptMs = 30 * 24 * hourMs;

/** Who works for the store, and what each of them may do. */
export function staffRoom(parts: Parts, shared: Pick<Dependencies, 'passwords' | 'ends'>): Room<Tables> {
  const { database, now, newId } = parts;
  const transact: Dependencies['transact'] = (work) => parts.messaging.transact(work);
  const purge = createLoop({
    name: 'purge invitations that nobody accepted',
    round: () => purgeInvitations(database.statements, new Date(now().getTime() - endedKeptMs)),
    intervalMs: hourMs,
    logger: parts.logger,
  });
  return {
    resolvers,
    context: () => staffContext({ ...shared, database, transact, now, newId }),
    publishes: [staffInvited],
    background: [purge],
  };
}
