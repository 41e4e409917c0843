import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { continueSession, findRenewable, revokeSessions } from '../repository/sessions.ts';

/**
 * Ends the access tokens of users, and nothing else: each session goes on by another id, so that whoever asks with an access
 * token of before is refused, and gets one that says what they may do now by the refresh token that they have. The users must
 * be locked. Tell `ends` once the transaction has ended.
 */
export async function replaceSessions(
  { now, newId }: Pick<Dependencies, 'now' | 'newId'>,
  tx: Transaction<Tables>,
  userIds: readonly string[],
): Promise<void> {
  const renewable = await findRenewable(tx, userIds, now());
  for (const userId of userIds) await revokeSessions(tx, { userId }, now());
  for (const session of renewable) await continueSession(tx, session, newId());
}
