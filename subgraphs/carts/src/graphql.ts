import type { Viewer, ViewerContext } from '@cartwright/identity';
import type DataLoader from 'dataloader';
import type { StoreCurrency } from './domain/cart.ts';
import type { QuotedCart, QuotedLine } from './domain/quote-cart.ts';
import type { LoadedCart } from './use-cases/load-carts.ts';
import type { UseCases } from './use-cases/mod.ts';

export type CartRow = QuotedCart;
export type CartLineRow = QuotedLine;

/** What a resolver of carts is given. */
export interface Context extends ViewerContext {
  readonly viewer: Viewer | null;
  readonly useCases: UseCases;
  /** The `x-currency` header's, or EUR. */
  readonly defaultCurrency: StoreCurrency;
  /** One per operation, so that a page costs one statement for each. */
  readonly loaders: {
    /** By cart id in lower case. */
    readonly carts: DataLoader<string, LoadedCart | null>;
  };
}
