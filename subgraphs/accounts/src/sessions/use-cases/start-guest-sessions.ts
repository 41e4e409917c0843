import { gather } from '@cartwright/database';
import { insertGuests } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { openSessions, type OpenedSession } from './open-session.ts';

const batchSize = 64;

/** Makes a guest and signs them in. @param userAgent what the client calls itself; null where it does not say */
export type StartGuestSession = (userAgent: string | null) => Promise<OpenedSession>;

/** Builds what makes guests: those who come at the same time share a transaction. */
export function startingGuestSessions(dependencies: Dependencies): StartGuestSession {
  return gather({ limit: batchSize, run: (userAgents) => startGuestSessions(dependencies, userAgents) });
}

function startGuestSessions(
  dependencies: Dependencies,
  userAgents: readonly (string | null)[],
): Promise<OpenedSession[]> {
  return dependencies.database.transaction(async (tx) => {
    const ids = userAgents.map(() => dependencies.newId());
    const guests = new Map((await insertGuests(tx, ids)).map((guest) => [guest.id, guest]));
    const openings = ids.flatMap((id, index) => {
      const user = guests.get(id);
      const userAgent = userAgents[index] ?? null;
      return user === undefined ? [] : [{ user, guestId: null, userAgent, authenticationMethods: [] }];
    });
    return openSessions(dependencies, tx, openings);
  });
}
