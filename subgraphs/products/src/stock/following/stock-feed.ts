import { EventQueue, type EventStream } from '@cartwright/graph';
import { isSameAvailability, shownAvailability, type ShownAvailability } from '../rules/availability.ts';
import type { SeenLevel } from './seen-stock.ts';

/** What a variant's stock shows to shoppers now. */
export interface ShownStock {
  readonly variantId: string;
  readonly availability: ShownAvailability;
}

/** What one subscriber is told: each variant as it is, then what is different. Who reads slowly is told of the latest alone. */
export class StockFeed {
  readonly #told = new Map<string, ShownAvailability>();
  readonly #waiting = new Map<string, ShownStock>();
  readonly #queue: EventQueue<ShownStock>;

  /** @param onLeave called once the subscriber has left */
  constructor(onLeave: () => void) {
    this.#queue = new EventQueue({ onReturn: onLeave, onWaiting: () => this.#tellNext() });
  }

  get events(): EventStream<ShownStock> {
    return this.#queue;
  }

  /** Tells of a level, where it shows something else than what was told before. */
  tell({ variantId, ...level }: SeenLevel): void {
    const availability = shownAvailability(level);
    const told = this.#told.get(variantId);
    if (told !== undefined && isSameAvailability(told, availability)) this.#waiting.delete(variantId);
    else this.#waiting.set(variantId, { variantId, availability });
    if (this.#queue.isAwaited) this.#tellNext();
  }

  /** Ends the feed for its subscriber. */
  end(): void {
    this.#queue.end();
  }

  #tellNext(): void {
    const [next] = this.#waiting.values();
    if (next === undefined) return;
    this.#waiting.delete(next.variantId);
    this.#told.set(next.variantId, next.availability);
    this.#queue.push(next);
  }
}
