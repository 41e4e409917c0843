import { findUsers } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { hashRefreshToken } from '../refresh-tokens.ts';
import { useToken } from '../repository.ts';
import { renewSession, type OpenedSession } from './open-session.ts';

export type RefreshOutcome = { kind: 'refreshed'; session: OpenedSession } | { kind: 'invalid-token' };

/**
 * Trades a refresh token for new tokens; a token that comes a second time ends its session.
 * An unusable token is an outcome, never thrown: the end of its session is committed with it.
 */
export function refreshSession(dependencies: Dependencies, refreshToken: string): Promise<RefreshOutcome> {
  const { database, now } = dependencies;
  return database.transaction(async (tx) => {
    const session = await useToken(tx, hashRefreshToken(refreshToken), now());
    if (session === undefined) return { kind: 'invalid-token' };
    const [user] = await findUsers(tx, [session.userId]);
    if (user === undefined) return { kind: 'invalid-token' };
    return { kind: 'refreshed', session: await renewSession(dependencies, tx, { user, session }) };
  });
}
