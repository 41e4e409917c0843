import { hashOpaqueToken } from '@cartwright/identity';
import type { Dependencies } from '../dependencies.ts';
import { revokeByToken } from '../repository/sessions.ts';

/** Ends the session that a refresh token belongs to, whether it works or not. */
export async function endSession({ database, ends, now }: Dependencies, refreshToken: string): Promise<void> {
  await revokeByToken(database.statements, { hash: hashOpaqueToken(refreshToken) }, now());
  await ends.refresh();
}
