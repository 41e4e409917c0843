import type { Dependencies } from './dependencies.ts';
import { openSession, type OpenedSession } from './open-session.ts';

/** Makes a guest and signs them in. */
export function startGuestSession(dependencies: Dependencies) {
  return (): Promise<OpenedSession> =>
    dependencies.transact(async (tx) => {
      const guest = await dependencies.repository.users.createGuest(tx, dependencies.newId());
      return await openSession(dependencies, tx, guest, null);
    });
}
