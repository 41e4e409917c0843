import type { StoreCurrency } from '@cartwright/money';

/** A sale of so many pieces at most; its price is the sale of the same id. */
export interface FlashOffer {
  readonly id: string;
  readonly variantId: string;
  readonly currency: StoreCurrency;
  readonly amountMinor: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** How many pieces may be sold at its price. */
  readonly budget: number;
  /** How many of them one buyer may have; null for no limit. */
  readonly limitPerCustomer: number | null;
  /** What orders that are being paid hold. */
  readonly reserved: number;
  readonly sold: number;
  /** When it was over, whatever ended it; null while it is to come or runs. */
  readonly endedAt: Date | null;
  readonly version: number;
  /** Whether buyers wait for their turn when more of them come than there are pieces. */
  readonly isQueued: boolean;
  /** What decides the turns of those who come before it opens, secret until then; null where nobody waits. */
  readonly drawSeed: string | null;
  readonly createdAt: Date;
}

/** How far an offer is. */
export type FlashOfferStatus = 'PLANNED' | 'RUNNING' | 'ENDED';

/** How far an offer is by now. */
export function statusOf(
  { startsAt, endsAt, endedAt }: Pick<FlashOffer, 'startsAt' | 'endsAt' | 'endedAt'>,
  now: Date,
): FlashOfferStatus {
  if (endedAt !== null || endsAt <= now) return 'ENDED';
  return startsAt <= now ? 'RUNNING' : 'PLANNED';
}

/** How much of the budget nobody has taken yet, from 0 to 1, in steps of a hundredth; more than 0 while there is a piece. */
export function remainingShare({
  budget,
  reserved,
  sold,
}: Pick<FlashOffer, 'budget' | 'reserved' | 'sold'>): number {
  return Math.ceil(((budget - reserved - sold) / budget) * 100) / 100;
}

/** Whether an offer is to end: its time is over, all of it is sold, or staff took its price away. */
export function isOver(offer: FlashOffer, hasPrice: boolean, now: Date): boolean {
  return offer.endsAt <= now || offer.sold >= offer.budget || !hasPrice;
}
