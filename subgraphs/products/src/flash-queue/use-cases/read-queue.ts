import { findOffer } from '../../flash-offers/door.ts';
import type { Parts } from '../../parts.ts';
import { readPlaces } from '../repository/places.ts';
import { sightOf, type QueueSight } from '../rules/queue-sight.ts';

/** The queue of an offer as it is; null when there is no such offer. */
export async function readQueue(
  { database: { statements }, now }: Pick<Parts, 'database' | 'now'>,
  offerId: string,
): Promise<QueueSight | null> {
  const offer = await findOffer(statements, offerId);
  return offer === undefined ? null : sightOf(offer, await readPlaces(statements, offerId), now());
}
