import type { BatchGroup } from './handlers.ts';

/** Work in a queue: items with one key run in order; items of a group with a batch size run together. */
export interface KeyedItem {
  readonly key: string;
  readonly group: BatchGroup;
}

/** What became of a batch: done, or `apart` where nothing is, because one of it may have held up the others. */
export type RunResult = 'done' | 'apart';

/** How a queue works. */
export interface KeyedQueueOptions<Item> {
  readonly concurrency: number;
  /** Must not reject. */
  readonly run: (items: readonly Item[]) => Promise<RunResult>;
  /** Calls back once everything that arrives together has been pushed; by default `setImmediate`. */
  readonly soon?: (callback: () => void) => void;
}

/** A group begins no batch while so many keys of its batches that fell apart are left: far fewer than transactions at once. */
const mostApart = 4;

/**
 * Runs items with different keys concurrently and items with the same key in order. A group that takes batches runs one
 * batch at a time; what arrives meanwhile makes up the next one. The items of a batch that falls apart are run one by one, those of
 * different keys side by side, each of which counts as much as a batch does; the group goes on with its next batch meanwhile, once few
 * of them are left: what holds up more of one group is likely to hold up its next batch, too.
 */
export class KeyedQueue<Item extends KeyedItem> {
  readonly #options: KeyedQueueOptions<Item>;
  readonly #running = new Set<readonly Item[]>();
  /** Groups of which a batch runs. */
  readonly #busyGroups = new Set<BatchGroup>();
  /** How many keys of batches that fell apart are left of a group. */
  readonly #apart = new Map<BatchGroup, number>();
  readonly #onChange = new Set<() => void>();
  #pending: Item[] = [];
  #isScheduled = false;

  constructor(options: KeyedQueueOptions<Item>) {
    this.#options = options;
  }

  /** Items that wait for their turn. */
  get waiting(): number {
    return this.#pending.length;
  }

  /** Every item that is waiting or running. */
  unfinished(): Item[] {
    return [...this.#pending, ...this.#inHand()];
  }

  push(item: Item): void {
    this.#pending.push(item);
    this.#schedule();
  }

  /** Removes and gives the items that have not started. */
  clear(): Item[] {
    const taken = this.#pending;
    this.#pending = [];
    return taken;
  }

  /** Resolves as soon as the condition holds; it is checked whenever work has ended. */
  until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        this.#onChange.delete(check);
        resolve();
      };
      this.#onChange.add(check);
    });
  }

  /** Makes every `until` check its condition. */
  notify(): void {
    for (const check of [...this.#onChange]) check();
  }

  isIdle(): boolean {
    return this.#running.size === 0;
  }

  /** Deferred, so that items which arrive together are batched together. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const { soon = setImmediate } = this.#options;
    soon(() => {
      this.#isScheduled = false;
      this.#startAll();
    });
  }

  #startAll(): void {
    while (this.#running.size < this.#options.concurrency) {
      const items = this.#next();
      const [first] = items;
      if (first === undefined) return;
      void this.#start(items, first.group);
    }
  }

  async #start(items: readonly Item[], group: BatchGroup): Promise<void> {
    const taken = new Set(items);
    this.#pending = this.#pending.filter((item) => !taken.has(item));
    this.#running.add(items);
    if (group.batchSize > 1) this.#busyGroups.add(group);
    const result = await this.#options.run(items);
    this.#busyGroups.delete(group);
    if (result === 'apart')
      for (const row of Map.groupBy(items, ({ key }) => key).values()) void this.#runEach(row, group);
    this.#end(items);
  }

  /** Runs items of one key, each alone. */
  async #runEach(items: readonly Item[], group: BatchGroup): Promise<void> {
    this.#running.add(items);
    this.#apart.set(group, this.#apartOf(group) + 1);
    for (const item of items) await this.#options.run([item]);
    this.#apart.set(group, this.#apartOf(group) - 1);
    this.#end(items);
  }

  #apartOf(group: BatchGroup): number {
    return this.#apart.get(group) ?? 0;
  }

  #mayBegin(group: BatchGroup): boolean {
    return !this.#busyGroups.has(group) && this.#apartOf(group) < mostApart;
  }

  #end(items: readonly Item[]): void {
    this.#running.delete(items);
    this.notify();
    this.#schedule();
  }

  #inHand(): Item[] {
    return [...this.#running].flat();
  }

  /** The first item that may run, with the others that fit into its batch. */
  #next(): Item[] {
    const blocked = new Set(this.#inHand().map((item) => item.key));
    const batch: Item[] = [];
    for (const item of this.#pending) {
      const [first] = batch;
      const fits = first ? first.group === item.group : this.#mayBegin(item.group);
      if (fits && !blocked.has(item.key)) batch.push(item);
      else blocked.add(item.key);
      if (batch.length > 0 && batch.length === batch[0]?.group.batchSize) break;
    }
    return batch;
  }
}
