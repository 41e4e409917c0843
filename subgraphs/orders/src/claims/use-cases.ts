import type { Transaction } from '@cartwright/database';
import {
  message,
  orderClaimed,
  type DataOf,
  type OutgoingMessage,
  type userUpdated,
} from '@cartwright/events';
import type { Tables } from '../generated/tables.ts';
import {
  claimByEmail,
  claimOfReplaced,
  findOfGuests,
  lockSubjects,
  saveEmail,
  settleByEmail,
  settleGuestClaims,
  type ClaimedOrder,
} from './repository.ts';

/** A customer proves, or changes, their address: what guests have ordered with it is theirs. @returns what to tell of that */
export async function followCustomer(
  tx: Transaction<Tables>,
  { customerId, version, email, isEmailVerified, replacedId }: DataOf<typeof userUpdated>,
): Promise<OutgoingMessage[]> {
  const isNews = await saveEmail(tx, { customerId, version, email, isVerified: isEmailVerified });
  if (!isNews || !isEmailVerified) return [];
  const ofReplaced =
    replacedId === undefined ? [] : await claimOfReplaced(tx, { replacedId, email, customerId });
  return told([...ofReplaced, ...(await claimByEmail(tx, { email, customerId }))]);
}

/**
 * Orders are settled: those that guests placed go to the customers whom the guests have become meanwhile, or who have proved that
 * the address is theirs. @returns what to tell of that
 */
export async function settleOrders(
  tx: Transaction<Tables>,
  orderIds: readonly string[],
): Promise<OutgoingMessage[]> {
  const ofGuests = await findOfGuests(tx, orderIds);
  if (ofGuests.length === 0) return [];
  await lockSubjects(
    tx,
    ofGuests.flatMap(({ customerId, email }) => [customerId, email]),
  );
  const ids = ofGuests.map(({ id }) => id);
  await settleGuestClaims(tx, ids);
  return told(await settleByEmail(tx, ids));
}

function told(claimed: readonly ClaimedOrder[]): OutgoingMessage[] {
  return claimed.map((one) => message(orderClaimed, one));
}
