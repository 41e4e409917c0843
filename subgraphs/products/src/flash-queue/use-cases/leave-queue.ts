import { isId } from '@cartwright/graph';
import { findOffer } from '../../flash-offers/door.ts';
import type { Parts } from '../../parts.ts';
import { leavePlace } from '../repository/places.ts';

/** Who gives up which place. */
export interface LeaveQueue {
  readonly flashOfferId: string;
  readonly customerId: string;
}

/** Gives a place up; without one nothing changes. @returns whether there is such an offer */
export async function leaveQueue(
  { database: { statements } }: Pick<Parts, 'database'>,
  { flashOfferId: offerId, customerId }: LeaveQueue,
): Promise<boolean> {
  if (!isId(offerId) || (await findOffer(statements, offerId)) === undefined) return false;
  await leavePlace(statements, { offerId, customerId });
  return true;
}
