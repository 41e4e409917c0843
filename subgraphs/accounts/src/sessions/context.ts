import { bind } from '@cartwright/database';
import type { Dependencies } from './dependencies.ts';
import { createSession } from './use-cases/create-session.ts';
import { endSession } from './use-cases/end-session.ts';
import { endSessions, findSessions } from './use-cases/end-sessions.ts';
import { refreshSession } from './use-cases/refresh-session.ts';
import { startGuestSession } from './use-cases/start-guest-session.ts';

/** What resolvers find in their context: the use cases of sessions. */
export function sessionsContext(dependencies: Dependencies) {
  return {
    sessions: bind(dependencies, {
      startGuestSession,
      createSession,
      refreshSession,
      endSession,
      endSessions,
      findSessions,
    }),
  };
}

export type SessionsContext = ReturnType<typeof sessionsContext>;
