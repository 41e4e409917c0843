import { hashRefreshToken } from '../identity/refresh-tokens.ts';
import type { Dependencies } from './dependencies.ts';
import { renewSession, type OpenedSession } from './open-session.ts';

export type RefreshOutcome = { kind: 'refreshed'; session: OpenedSession } | { kind: 'invalid-token' };

/**
 * Trades a refresh token for new tokens; a token that comes a second time ends its session.
 * An unusable token is an outcome, never thrown: the end of its session is committed with it.
 */
export function refreshSession(dependencies: Dependencies) {
  const { repository, now, transact } = dependencies;
  return (refreshToken: string): Promise<RefreshOutcome> =>
    transact(async (tx) => {
      const use = await repository.sessions.useToken(tx, hashRefreshToken(refreshToken), now());
      if (use.kind === 'unusable') return { kind: 'invalid-token' };
      const user = await repository.users.byId(tx, use.session.userId);
      if (user === null) return { kind: 'invalid-token' };
      return { kind: 'refreshed', session: await renewSession(dependencies, tx, user, use.session) };
    });
}
