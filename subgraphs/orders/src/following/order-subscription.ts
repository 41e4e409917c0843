import { EventQueue, type EventStream } from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import { finalStatuses, type StoredTimelineEntry } from '../order/door.ts';

/** What one subscriber's feed is made from. */
export interface OrderSubscriptionOptions {
  readonly orderId: string;
  /** The version after which the feed begins. */
  readonly afterVersion: number;
  /** Reads steps that come after a version, oldest first, `limit` at most. */
  readonly read: (
    orderId: string,
    slice: { readonly version: number; readonly limit: number },
  ) => Promise<StoredTimelineEntry[]>;
  /** Called when the subscriber has left, or the last step has been read. */
  readonly onEnd: (subscription: OrderSubscription) => void;
  readonly logger: Logger;
}

const readSize = 50;

/**
 * One subscriber's steps of one order, read from the database when the subscriber waits and there may be more: nothing
 * is missed, and no more than one read is kept. Ends after a final step.
 */
export class OrderSubscription implements EventStream<StoredTimelineEntry> {
  readonly orderId: string;
  readonly #options: OrderSubscriptionOptions;
  readonly #steps: EventQueue<StoredTimelineEntry>;
  #lastVersion: number;
  #mayHaveMore = true;
  #isReading = false;

  constructor(options: OrderSubscriptionOptions) {
    this.orderId = options.orderId;
    this.#options = options;
    this.#lastVersion = options.afterVersion;
    this.#steps = new EventQueue({
      onWaiting: () => this.#readOn(),
      onReturn: () => options.onEnd(this),
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<StoredTimelineEntry, undefined>> {
    return this.#steps.next();
  }

  return(): Promise<IteratorResult<StoredTimelineEntry, undefined>> {
    return this.#steps.return();
  }

  /** Lets it read on, since the order has reached a version. */
  wake(version: number): void {
    if (version <= this.#lastVersion) return;
    this.#mayHaveMore = true;
    this.#readOn();
  }

  #readOn(): void {
    if (this.#steps.isAwaited && this.#mayHaveMore && !this.#isReading) void this.#read();
  }

  /** A read that fails is made up for when it is woken again; the poll of all feeds makes sure that it is. */
  async #read(): Promise<void> {
    const { read, logger } = this.#options;
    this.#isReading = true;
    this.#mayHaveMore = false;
    try {
      const steps = await read(this.orderId, { version: this.#lastVersion, limit: readSize });
      this.#mayHaveMore ||= steps.length === readSize;
      this.#push(steps);
    } catch (error) {
      logger.warn({ err: error, orderId: this.orderId }, 'steps of an order could not be read');
    }
    this.#isReading = false;
    this.#readOn();
  }

  #push(steps: readonly StoredTimelineEntry[]): void {
    for (const step of steps) {
      this.#lastVersion = step.version;
      this.#steps.push(step);
      if (!finalStatuses.has(step.status)) continue;
      this.#steps.end();
      this.#options.onEnd(this);
      return;
    }
  }
}
