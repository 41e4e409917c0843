import type { Dependencies } from '../dependencies.ts';
import {
  listSessions,
  revokeSessions,
  type SessionSelection,
  type ShownSession,
} from '../repository/sessions.ts';

/** The sessions in which a user is signed in. */
export function findSessions({ database, now }: Dependencies, userId: string): Promise<ShownSession[]> {
  return listSessions(database.statements, userId, now());
}

/** Ends sessions of a user; one that is over, or somebody else's, changes nothing. */
export async function endSessions(
  { database, ends, now }: Dependencies,
  selection: SessionSelection,
): Promise<void> {
  await revokeSessions(database.statements, selection, now());
  await ends.refresh();
}
