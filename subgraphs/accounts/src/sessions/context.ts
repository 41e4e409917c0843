import { bind } from '@cartwright/database';
import type { Dependencies } from './dependencies.ts';
import { createSession } from './use-cases/create-session.ts';
import { endSession } from './use-cases/end-session.ts';
import { endSessions, findSessions } from './use-cases/end-sessions.ts';
import { refreshSession } from './use-cases/refresh-session.ts';
import { startingGuestSessions } from './use-cases/start-guest-sessions.ts';

/** What resolvers find in their context: the use cases of sessions. */
export function sessionsContext(dependencies: Dependencies) {
  const useCases = bind(dependencies, {
    createSession,
    refreshSession,
    endSession,
    endSessions,
    findSessions,
  });
  return { sessions: { ...useCases, startGuestSession: startingGuestSessions(dependencies) } };
}

export type SessionsContext = ReturnType<typeof sessionsContext>;
