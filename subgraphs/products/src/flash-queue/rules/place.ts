import type { FlashOffer } from '../../flash-offers/door.ts';
import type { PlaceStatus } from './place-status.ts';

/** The one place of an account in the queue of an offer. */
export interface Place {
  readonly offerId: string;
  readonly customerId: string;
  readonly ticket: string;
  readonly status: PlaceStatus;
  readonly joinedAt: Date;
  readonly admittedAt: Date | null;
  readonly admittedUntil: Date | null;
  /** How many pieces the admission is for. */
  readonly pieces: number | null;
}

/** How a place stands for its holder. */
export type QueueState = PlaceStatus | 'BEFORE_OPENING' | 'SOLD_OUT' | 'ENDED';

/** An offer as far as its queue is about it. */
export type QueueOffer = Pick<FlashOffer, 'startsAt' | 'endsAt' | 'endedAt' | 'sold' | 'budget'>;

/** How a place stands by now. An admission that is over in time is missed, whoever has noted it yet. */
export function stateOf(place: Place, offer: QueueOffer, now: Date): QueueState {
  const { status, admittedUntil } = place;
  if (status === 'ORDERED' || status === 'LEFT') return status;
  if (offer.sold >= offer.budget) return 'SOLD_OUT';
  if (offer.endedAt !== null || offer.endsAt <= now) return 'ENDED';
  if (status === 'WAITING' && now < offer.startsAt) return 'BEFORE_OPENING';
  if (status === 'ADMITTED' && admittedUntil !== null && admittedUntil <= now) return 'MISSED';
  return status;
}

/** So long is looked back on for an estimate. */
export const estimatedFromMs = 60_000;

/** In how many seconds it may be the turn of a position; null where nobody was admitted lately. */
export function estimateSeconds(position: number, admittedLately: number): number | null {
  if (admittedLately === 0) return null;
  return Math.ceil((position * estimatedFromMs) / 1_000 / admittedLately);
}

/** Whether a new position is worth telling: it differs by a hundredth at least, and near the front by anything. */
export function isWorthTelling(told: number | null, position: number | null): boolean {
  if (told === null || position === null) return told !== position;
  return Math.abs(told - position) >= Math.max(1, Math.floor(told / 100));
}

/** Whether the draw of an offer is told: nobody can come before its opening any more. */
export function isDrawn({ startsAt, endedAt }: Pick<QueueOffer, 'startsAt' | 'endedAt'>, now: Date): boolean {
  return startsAt <= now || endedAt !== null;
}
