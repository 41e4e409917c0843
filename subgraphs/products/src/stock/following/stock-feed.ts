import { LatestFeed } from '@cartwright/graph';
import { isSameAvailability, shownAvailability, type ShownAvailability } from '../rules/availability.ts';
import type { SeenLevel } from './seen-stock.ts';

/** What a variant's stock shows to shoppers now. */
export interface ShownStock {
  readonly variantId: string;
  readonly availability: ShownAvailability;
}

/** What one subscriber is told: each variant as it is, then what shows something else. */
export type StockFeed = LatestFeed<ShownStock, ShownAvailability>;

/** Makes a feed that nothing has been told of. */
export function newStockFeed(onLeave: () => void): StockFeed {
  return new LatestFeed({ isNews: (told, now) => !isSameAvailability(told, now), onLeave });
}

/** Tells a feed of a level. */
export function tellLevel(feed: StockFeed, { variantId, ...level }: SeenLevel): void {
  const availability = shownAvailability(level);
  feed.tell(variantId, { variantId, availability }, availability);
}
