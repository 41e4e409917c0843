import type { Transaction } from '@cartwright/database';
import { guestClaimed, message } from '@cartwright/events';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import { claimGuest, type GuestClaim } from '../../users/door.ts';
import type { OpeningDependencies } from '../dependencies.ts';
import { revokeSessions } from '../repository/sessions.ts';

/**
 * Gives a guest to a customer; the guest's own sessions end. A guest is claimed once; from then on only the customer's
 * sessions speak for them.
 * @returns whether the guest is the customer's now
 */
export async function takeOverGuest(
  { now }: Pick<OpeningDependencies, 'now'>,
  { tx, send }: { readonly tx: Transaction<Tables>; readonly send: Send },
  claim: GuestClaim,
): Promise<boolean> {
  const outcome = await claimGuest(tx, claim);
  if (outcome === 'claimed') {
    await revokeSessions(tx, { userId: claim.guestId }, now());
    send(message(guestClaimed, claim));
  }
  return outcome !== 'refused';
}
