import type { EventStream } from '@cartwright/graph';
import type { SeenLevel } from './seen-stock.ts';
import { newStockFeed, tellLevel, type ShownStock, type StockFeed } from './stock-feed.ts';

/** Reads the stock of those variants of some that shoppers see. */
export type ReadLevels = (variantIds: readonly string[]) => Promise<readonly SeenLevel[]>;

/** So many variants are read by one statement. */
const readAtOnce = 1_000;

/** The open feeds of this process: what any of them is about is looked at together, a statement for very many variants. */
export class StockFollowers {
  readonly #read: ReadLevels;
  readonly #feeds = new Map<string, Set<StockFeed>>();

  constructor(read: ReadLevels) {
    this.#read = read;
  }

  /** Opens a feed of some variants, which begins with how they are. */
  follow(levels: readonly SeenLevel[]): EventStream<ShownStock> {
    const variantIds = levels.map(({ variantId }) => variantId);
    const feed = newStockFeed(() => this.#forget(feed, variantIds));
    for (const variantId of variantIds) {
      const feeds = this.#feeds.get(variantId) ?? new Set();
      this.#feeds.set(variantId, feeds.add(feed));
    }
    for (const level of levels) tellLevel(feed, level);
    return feed.events;
  }

  /** Looks at all variants that somebody follows. */
  async look(): Promise<void> {
    const followed = [...this.#feeds.keys()];
    for (let from = 0; from < followed.length; from += readAtOnce) {
      for (const level of await this.#read(followed.slice(from, from + readAtOnce))) {
        for (const feed of this.#feeds.get(level.variantId) ?? []) tellLevel(feed, level);
      }
    }
  }

  /** Ends every feed. */
  close(): void {
    for (const feed of new Set([...this.#feeds.values()].flatMap((feeds) => [...feeds]))) feed.end();
    this.#feeds.clear();
  }

  #forget(feed: StockFeed, variantIds: readonly string[]): void {
    for (const variantId of variantIds) {
      const feeds = this.#feeds.get(variantId);
      feeds?.delete(feed);
      if (feeds?.size === 0) this.#feeds.delete(variantId);
    }
  }
}
