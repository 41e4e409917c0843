import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { apiKeysContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { purgeSecrets } from './repository.ts';
import { resolvers } from './resolvers.ts';

const hourMs = 60 * 60_000;
/** Longer than any access token works that was made with a secret. */
const endedKeptMs = 24 * hourMs;

/** The keys with which machines do what people allowed them. */
export function apiKeysRoom(parts: Parts, shared: Pick<Dependencies, 'accessTokens' | 'ends'>): Room<Tables> {
  const { database, now, newId } = parts;
  const transact: Dependencies['transact'] = (work) => parts.messaging.transact(work);
  const purge = createLoop({
    name: 'purge secrets of keys that have ended',
    round: () => purgeSecrets(database.statements, new Date(now().getTime() - endedKeptMs)),
    intervalMs: hourMs,
    logger: parts.logger,
  });
  return {
    resolvers,
    context: () => apiKeysContext({ ...shared, database, transact, now, newId }),
    background: [purge],
  };
}
