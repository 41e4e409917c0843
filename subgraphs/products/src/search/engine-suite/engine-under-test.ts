import type { SearchEngine } from '../ports.ts';

/** A variant that a suite sells. */
export interface SoldVariant {
  readonly size?: string;
  readonly priceMinor?: number;
  readonly pieces?: number;
}

/** What is said of a variant, or of a product as a whole. */
export interface SaidOfVariant {
  readonly dye?: string;
  /** Of variants alone. */
  readonly width?: number;
}

/** A product that a suite sells, of one variant unless it names several. */
export interface SoldProduct extends SoldVariant {
  readonly name: string;
  readonly description?: string;
  readonly brand?: string;
  readonly tags?: readonly string[];
  /** The place of its category among those of the engine under test: 0 or 1. */
  readonly category?: 0 | 1;
  readonly variants?: readonly SoldVariant[];
  /** The sum and the number of its ratings. */
  readonly rating?: readonly [number, number];
  readonly status?: 'PUBLISHED' | 'DRAFT';
}

/** A search engine under test, with a shop that it knows. */
export interface EngineUnderTest extends AsyncDisposable {
  readonly engine: SearchEngine;
  /** The ids of the two categories that there are. */
  readonly categoryIds: readonly [string, string];
  /** Sells a product, which the engine knows of when `settled` ends. @returns its id */
  readonly sell: (product: SoldProduct) => Promise<string>;
  /** Puts products into a new collection. @returns its id */
  readonly collect: (productIds: readonly string[]) => Promise<string>;
  /** Says what the variant in a place is, or a product as a whole where that is null; what was said of it before goes. */
  readonly describe: (productId: string, place: number | null, said: SaidOfVariant) => Promise<void>;
  readonly rename: (productId: string, name: string) => Promise<void>;
  /** Takes it out of what shoppers see. */
  readonly withdraw: (productId: string) => Promise<void>;
  /** Ends when the engine knows of everything that was written. */
  readonly settled: () => Promise<void>;
  /** Makes anew all that the engine keeps of its own. */
  readonly rebuild: () => Promise<void>;
}
