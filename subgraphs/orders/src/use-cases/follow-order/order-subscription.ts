import type { Logger } from '@cartwright/process';
import { finalStatuses } from '../../domain/checkout/order-status.ts';
import type { StoredTimelineEntry } from '../../repository/orders.ts';

/** What one subscriber's feed is made from. */
export interface OrderSubscriptionOptions {
  readonly orderId: string;
  /** The version after which the feed begins. */
  readonly afterVersion: number;
  /** Reads steps that come after a version, oldest first, `limit` at most. */
  readonly read: (orderId: string, version: number, limit: number) => Promise<StoredTimelineEntry[]>;
  readonly onEnd: (subscription: OrderSubscription) => void;
  readonly logger: Logger;
}

type Result = IteratorResult<StoredTimelineEntry, undefined>;

const readSize = 50;

/**
 * One subscriber's steps of one order, read from the database whenever it is told that there may be more: nothing is
 * missed, and no more than one read is kept. Ends after a final step. Not an async generator: there a pending `next`
 * would hold `return` back.
 */
export class OrderSubscription implements AsyncIterableIterator<StoredTimelineEntry, undefined> {
  readonly orderId: string;
  readonly #options: OrderSubscriptionOptions;
  readonly #waiting: ((result: Result) => void)[] = [];
  #buffer: StoredTimelineEntry[] = [];
  #lastVersion: number;
  #mayHaveMore = true;
  #isReading = false;
  #isEnded = false;

  constructor(options: OrderSubscriptionOptions) {
    this.orderId = options.orderId;
    this.#options = options;
    this.#lastVersion = options.afterVersion;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result> {
    if (this.#isEnded) return Promise.resolve(done);
    const { promise, resolve } = Promise.withResolvers<Result>();
    this.#waiting.push(resolve);
    this.#serve();
    return promise;
  }

  return(): Promise<Result> {
    this.#end();
    return Promise.resolve(done);
  }

  throw(error: unknown): Promise<Result> {
    this.#end();
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }

  /** Says that the order has reached a version. */
  wake(version: number): void {
    if (version <= this.#lastVersion) return;
    this.#mayHaveMore = true;
    this.#serve();
  }

  #serve(): void {
    while (this.#waiting.length > 0 && this.#buffer.length > 0) this.#deliver();
    if (this.#waiting.length > 0 && this.#mayHaveMore && !this.#isReading) void this.#read();
  }

  #deliver(): void {
    const step = this.#buffer.shift();
    const resolve = this.#waiting.shift();
    if (step === undefined || resolve === undefined) return;
    resolve({ value: step, done: false });
    if (finalStatuses.has(step.status)) this.#end();
  }

  /** A read that fails is made up for at the next wake; the poll of all feeds sees to it that there is one. */
  async #read(): Promise<void> {
    const { read, logger } = this.#options;
    this.#isReading = true;
    this.#mayHaveMore = false;
    try {
      const steps = await read(this.orderId, this.#lastVersion, readSize);
      this.#buffer.push(...steps);
      this.#lastVersion = steps.at(-1)?.version ?? this.#lastVersion;
      this.#mayHaveMore ||= steps.length === readSize;
    } catch (error) {
      logger.warn({ err: error, orderId: this.orderId }, 'steps of an order could not be read');
    }
    this.#isReading = false;
    if (!this.#isEnded) this.#serve();
  }

  #end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#buffer = [];
    for (const resolve of this.#waiting.splice(0)) resolve(done);
    this.#options.onEnd(this);
  }
}

const done: IteratorReturnResult<undefined> = { value: undefined, done: true };
