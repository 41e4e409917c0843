import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import type { OpeningDependencies } from '../dependencies.ts';
import { openSession, type OpenedSession, type Opening } from './open-session.ts';
import { takeOverGuest } from './take-over-guest.ts';

/** Opens the session of somebody who has proved who they are; the guest who they were until now becomes part of them. */
export async function completeSignIn(
  dependencies: OpeningDependencies,
  { tx, send }: { readonly tx: Transaction<Tables>; readonly send: Send },
  { guestId, ...opening }: Opening,
): Promise<OpenedSession> {
  const claim = guestId === null ? null : { guestId, customerId: opening.user.id };
  const isTheirs = claim !== null && (await takeOverGuest(dependencies, { tx, send }, claim));
  return openSession(dependencies, tx, { ...opening, guestId: isTheirs ? guestId : null });
}
