import { isTimeLimit, isUnavailable } from '@cartwright/errors';
import { whoeverAsks } from './asker.ts';
import { forMany, forOne, lockTimeoutForManyMs } from './for-many.ts';

/** How items are gathered. */
export interface GatherOptions<Item, Result> {
  /** How many items one batch takes. */
  readonly limit: number;
  /** No batch has two items of one key; those wait for each other in their order. Without it any may share a batch. */
  readonly keyOf?: (item: Item) => unknown;
  /** Begins the first batch: by default at once, with one item; `queueMicrotask` lets those share it that come together. */
  readonly soon?: (begin: () => void) => void;
  /** Does the work of a batch as one, all of it or nothing; gives the results aligned by index. */
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>;
}

/**
 * Lets work that many ask for at the same time share its statements and its commit: one that comes alone is done at once, and
 * those that come meanwhile make up the next batch. When a batch fails, and not for an outage, its items are done one by one, so
 * that only the failing one fails; when it waited for too long (a row that another has locked), they are done side by side. What is
 * done alone and takes long does not hold up the next batch. The work is done to its end, whoever goes away.
 */
export function gather<Item, Result>(options: GatherOptions<Item, Result>): (item: Item) => Promise<Result> {
  return new Gathering(options).add;
}

class Gathering<Item, Result> {
  readonly #options: GatherOptions<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  /** The keys of what is done alone, beside the batches. */
  readonly #alone = new Set<unknown>();
  #isRunning = false;

  constructor(options: GatherOptions<Item, Result>) {
    this.#options = options;
  }

  readonly add = (item: Item): Promise<Result> => {
    const { keyOf } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const one = { item, resolve, reject };
    this.#waiting.push({ ...one, key: keyOf === undefined ? one : keyOf(item) });
    this.#begin();
    return promise;
  };

  #begin(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const { soon = atOnce } = this.#options;
    soon(() => void whoeverAsks(() => this.#runAll()));
  }

  async #runAll(): Promise<void> {
    for (let batch = this.#nextBatch(); batch.length > 0; batch = this.#nextBatch()) {
      this.#waiting = this.#waiting.filter((one) => !batch.includes(one));
      await this.#runBatch(batch);
    }
    this.#isRunning = false;
  }

  /** The first that may share a batch. */
  #nextBatch(): Waiting<Item, Result>[] {
    const keys = new Set<unknown>(this.#alone);
    const batch: Waiting<Item, Result>[] = [];
    for (const one of this.#waiting) {
      if (keys.has(one.key)) continue;
      keys.add(one.key);
      batch.push(one);
      if (batch.length === this.#options.limit) break;
    }
    return batch;
  }

  async #runBatch(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    if (batch.length === 1) return this.#runEach(batch);
    try {
      const results = await forMany(() => this.#run(batch));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (isTimeLimit(error)) for (const one of batch) void this.#runEach([one]);
      else if (isUnavailable(error)) for (const { reject } of batch) reject(error);
      else await this.#runEach(batch);
    }
  }

  /** Does each alone; one that takes long goes on beside the others, and those of its key wait for it. */
  async #runEach(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    for (const one of batch) {
      this.#alone.add(one.key);
      const done = this.#runAlone(one).finally(() => {
        this.#alone.delete(one.key);
        if (this.#waiting.length > 0) this.#begin();
      });
      await unlessLong(done);
    }
  }

  async #runAlone(one: Waiting<Item, Result>): Promise<void> {
    try {
      const [result] = await forOne(() => this.#run([one]));
      one.resolve(result as Result);
    } catch (error) {
      one.reject(error);
    }
  }

  async #run(batch: readonly Waiting<Item, Result>[]): Promise<readonly Result[]> {
    const results = await this.#options.run(batch.map(({ item }) => item));
    if (results.length !== batch.length)
      throw new RangeError(`A batch of ${batch.length} gave ${results.length} results`);
    return results;
  }
}

/** Waits for work as long as that of many may wait for a lock. */
async function unlessLong(work: Promise<void>): Promise<void> {
  const long = Promise.withResolvers<undefined>();
  const timer = setTimeout(long.resolve, lockTimeoutForManyMs, undefined);
  await Promise.race([work, long.promise]);
  clearTimeout(timer);
}

const atOnce = (begin: () => void): void => begin();

interface Waiting<Item, Result> {
  readonly item: Item;
  /** Of the item; by itself where items have none. */
  readonly key: unknown;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}
