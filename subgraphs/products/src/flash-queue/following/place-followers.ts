import { LatestFeed, type EventStream } from '@cartwright/graph';
import { isWorthTelling } from '../rules/place.ts';
import { shownPlace, type ShownPlace } from '../rules/queue-sight.ts';
import type { QueueSights } from './queue-sights.ts';

/** Who follows their place, and what they are told. */
interface PlaceFeed {
  readonly customerId: string;
  readonly told: LatestFeed<ShownPlace, ShownPlace>;
}

function isNews(told: ShownPlace, shown: ShownPlace): boolean {
  if (told.state !== shown.state || told.joinedAt.getTime() !== shown.joinedAt.getTime()) return true;
  return isWorthTelling(told.position, shown.position);
}

/** The open feeds of this process: those of one queue are looked at together. */
export class PlaceFollowers {
  readonly #sights: QueueSights;
  readonly #now: () => Date;
  readonly #feeds = new Map<string, Set<PlaceFeed>>();

  constructor(sights: QueueSights, now: () => Date) {
    this.#sights = sights;
    this.#now = now;
  }

  /** Opens a feed of a place, which begins with how it is. */
  follow(customerId: string, shown: ShownPlace): EventStream<ShownPlace> {
    const offerId = shown.flashOffer.id;
    const told = new LatestFeed<ShownPlace, ShownPlace>({
      isNews,
      onLeave: () => this.#forget(offerId, feed),
    });
    const feed = { customerId, told };
    this.#feeds.set(offerId, (this.#feeds.get(offerId) ?? new Set()).add(feed));
    told.tell(offerId, shown, shown);
    return told.events;
  }

  /** Looks at all queues in which somebody follows a place. */
  async look(): Promise<void> {
    for (const [offerId, feeds] of this.#feeds) {
      const sight = await this.#sights.after(offerId);
      for (const feed of sight === null ? [] : feeds) {
        const shown = sight === null ? null : shownPlace(sight, feed.customerId, this.#now());
        if (shown !== null) feed.told.tell(offerId, shown, shown);
      }
    }
  }

  /** Ends every feed. */
  close(): void {
    for (const { told } of [...this.#feeds.values()].flatMap((feeds) => [...feeds])) told.end();
    this.#feeds.clear();
  }

  #forget(offerId: string, feed: PlaceFeed): void {
    const feeds = this.#feeds.get(offerId);
    feeds?.delete(feed);
    if (feeds?.size === 0) this.#feeds.delete(offerId);
  }
}
