import type { Transaction } from '@cartwright/database';
import {
  message,
  orderClaimed,
  type DataOf,
  type OutgoingMessage,
  type userUpdated,
} from '@cartwright/events';
import type { Tables } from '../generated/tables.ts';
import { claimByEmail, claimOfReplaced, saveEmail, type ClaimedOrder } from './repository.ts';

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

/** Tells of orders that became a customer's. */
export function told(claimed: readonly ClaimedOrder[]): OutgoingMessage[] {
  return claimed.map((one) => message(orderClaimed, one));
}
