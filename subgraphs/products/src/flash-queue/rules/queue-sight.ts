import type { FlashOffer } from '../../flash-offers/door.ts';
import { estimatedFromMs, estimateSeconds, stateOf, type Place, type QueueState } from './place.ts';

/** A queue at one moment. */
export interface QueueSight {
  readonly offer: FlashOffer;
  readonly at: Date;
  readonly places: ReadonlyMap<string, Place>;
  /** Of those who wait, from 1. */
  readonly positions: ReadonlyMap<string, number>;
  readonly admittedLately: number;
}

/** A place as its holder sees it. */
export interface ShownPlace {
  readonly flashOffer: FlashOffer;
  readonly state: QueueState;
  readonly ticket: string;
  readonly position: number | null;
  readonly estimatedWaitSeconds: number | null;
  readonly joinedAt: Date;
  readonly admittedUntil: Date | null;
  readonly pieces: number | null;
}

/** A queue at a moment. @param places all of them, the next in front */
export function sightOf(offer: FlashOffer, places: readonly Place[], at: Date): QueueSight {
  const waiting = places.filter(({ status }) => status === 'WAITING');
  const since = at.getTime() - estimatedFromMs;
  return {
    ...{ offer, at },
    places: new Map(places.map((place) => [place.customerId, place])),
    positions: new Map(waiting.map(({ customerId }, index) => [customerId, index + 1])),
    admittedLately: places.filter(({ admittedAt }) => admittedAt !== null && admittedAt.getTime() > since)
      .length,
  };
}

/** The place of an account as it sees it; null when it has none. */
export function shownPlace(sight: QueueSight, customerId: string, now: Date): ShownPlace | null {
  const { offer, places, positions, admittedLately } = sight;
  const place = places.get(customerId);
  if (place === undefined) return null;
  const { ticket, joinedAt } = place;
  const state = stateOf(place, offer, now);
  const position = state === 'WAITING' ? (positions.get(customerId) ?? null) : null;
  const estimatedWaitSeconds = position === null ? null : estimateSeconds(position, admittedLately);
  const { admittedUntil, pieces } = state === 'ADMITTED' ? place : { admittedUntil: null, pieces: null };
  return {
    flashOffer: offer,
    ...{ state, ticket, position, estimatedWaitSeconds, joinedAt, admittedUntil, pieces },
  };
}
