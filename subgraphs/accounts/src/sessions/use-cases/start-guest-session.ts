import { insertGuest } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { openSession, type OpenedSession } from './open-session.ts';

/** Makes a guest and signs them in. */
export function startGuestSession(
  dependencies: Dependencies,
  userAgent: string | null,
): Promise<OpenedSession> {
  return dependencies.database.transaction(async (tx) => {
    const user = await insertGuest(tx, dependencies.newId());
    return openSession(dependencies, tx, { user, guestId: null, userAgent, authenticationMethods: [] });
  });
}
