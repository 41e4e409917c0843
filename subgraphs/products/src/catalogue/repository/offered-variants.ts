import type { Product, Variant } from './product-content.ts';

/** What a variant's stock says to shoppers. */
export interface StockLevel {
  /** How many may be bought; less than nothing where more is kept back than there is. */
  readonly available: number;
  /** So many of them are sold before they are there. */
  readonly backorderLimit: number;
  readonly whenSoldOut: 'DENY' | 'BACKORDER' | 'PREORDER';
  /** When what is sold beforehand is expected. */
  readonly expectedAt: Date | null;
}

/** The stock of a variant that has none. */
export const noStock: StockLevel = {
  ...{ available: 0, backorderLimit: 0, whenSoldOut: 'DENY', expectedAt: null },
};

/** A variant with its product and its stock. Requests share it: nobody changes it. */
export interface OfferedVariant extends Variant, StockLevel {
  readonly product: Product;
}

/** What each variant was offered as last. */
const offered = new WeakMap<Variant, OfferedVariant>();

/** A variant of a product as it is offered with such a stock: the same object as long as neither changes. */
export function offerVariant(product: Product, variant: Variant, level: StockLevel): OfferedVariant {
  const last = offered.get(variant);
  if (last?.product === product && isSame(last, level)) return last;
  const { available, backorderLimit, whenSoldOut, expectedAt } = level;
  const next = { ...variant, product, available, backorderLimit, whenSoldOut, expectedAt };
  offered.set(variant, next);
  return next;
}

function isSame(one: StockLevel, other: StockLevel): boolean {
  return (
    one.available === other.available &&
    one.backorderLimit === other.backorderLimit &&
    one.whenSoldOut === other.whenSoldOut &&
    one.expectedAt?.getTime() === other.expectedAt?.getTime()
  );
}
