import type { Statements } from '@cartwright/database';
import { LRUCache } from 'lru-cache';
import type { Tables } from '../../tables.ts';
import { type Product, readContents } from './product-content.ts';

/** A product as a statement has found it. */
export interface ProductRef {
  readonly id: string;
  /** What it was at that moment. */
  readonly revision: string;
}

/** Of their JSON; in memory they take two to three times as much. */
const maxKeptBytes = 16 * 1024 * 1024;

/**
 * The products that a process has read of late. Each is used while it is at the revision that a statement has just found it at, so
 * that nothing is older than the statement, whatever has changed and whoever has heard of it.
 */
export class KeptProducts {
  readonly #db: Statements<Tables>;
  readonly #products = new LRUCache<string, Product>({ maxSize: maxKeptBytes });

  constructor(db: Statements<Tables>) {
    this.#db = db;
  }

  /**
   * Gives products by their ids, from the database where they are not known at that revision; those that are gone meanwhile are
   * missing. To be asked outside of transactions: what one of them has not committed must not be kept.
   */
  async read(refs: readonly ProductRef[]): Promise<ReadonlyMap<string, Product>> {
    const found = new Map<string, Product>();
    const unknown = new Set<string>();
    for (const { id, revision } of refs) {
      const known = this.#products.get(id);
      if (known?.revision === revision) found.set(id, known);
      else unknown.add(id);
    }
    if (unknown.size === 0) return found;
    for (const product of await readContents(this.#db, [...unknown])) {
      this.#products.set(product.id, product, { size: JSON.stringify(product).length });
      found.set(product.id, product);
    }
    return found;
  }
}
