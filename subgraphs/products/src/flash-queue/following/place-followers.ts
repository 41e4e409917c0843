import { EventQueue, type EventStream } from '@cartwright/graph';
import { isWorthTelling } from '../rules/place.ts';
import { shownPlace, type ShownPlace } from '../rules/queue-sight.ts';
import type { QueueSights } from './queue-sights.ts';

/** What one subscriber is told: the latest alone where they read slowly. */
class PlaceFeed {
  readonly customerId: string;
  readonly queue: EventQueue<ShownPlace>;
  #told: ShownPlace | null = null;
  #waiting: ShownPlace | null = null;

  constructor(customerId: string, onLeave: (feed: PlaceFeed) => void) {
    this.customerId = customerId;
    this.queue = new EventQueue({ onReturn: () => onLeave(this), onWaiting: () => this.#tellNext() });
  }

  tell(shown: ShownPlace): void {
    this.#waiting = isNews(this.#told, shown) ? shown : null;
    if (this.queue.isAwaited) this.#tellNext();
  }

  #tellNext(): void {
    const next = this.#waiting;
    if (next === null) return;
    this.#waiting = null;
    this.#told = next;
    this.queue.push(next);
  }
}

function isNews(told: ShownPlace | null, shown: ShownPlace): boolean {
  if (told?.state !== shown.state || told.joinedAt.getTime() !== shown.joinedAt.getTime()) return true;
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
    const feed = new PlaceFeed(customerId, (left) => this.#forget(offerId, left));
    this.#feeds.set(offerId, (this.#feeds.get(offerId) ?? new Set()).add(feed));
    feed.tell(shown);
    return feed.queue;
  }

  /** Looks at all queues in which somebody follows a place. */
  async look(): Promise<void> {
    for (const [offerId, feeds] of this.#feeds) {
      const sight = await this.#sights.after(offerId);
      for (const feed of sight === null ? [] : feeds) {
        const shown = sight === null ? null : shownPlace(sight, feed.customerId, this.#now());
        if (shown !== null) feed.tell(shown);
      }
    }
  }

  /** Ends every feed. */
  close(): void {
    for (const { queue } of [...this.#feeds.values()].flatMap((feeds) => [...feeds])) queue.end();
    this.#feeds.clear();
  }

  #forget(offerId: string, feed: PlaceFeed): void {
    const feeds = this.#feeds.get(offerId);
    feeds?.delete(feed);
    if (feeds?.size === 0) this.#feeds.delete(offerId);
  }
}
