import type { Product, Variant } from './product-content.ts';

/** A variant with its product, and how many pieces of it can be bought. Requests share it: nobody changes it. */
export interface OfferedVariant extends Variant {
  readonly product: Product;
  readonly available: number;
}

/** What each variant was offered as last. */
const offered = new WeakMap<Variant, OfferedVariant>();

/** A variant of a product as it is offered while so many pieces can be bought: the same object as long as neither changes. */
export function offerVariant(product: Product, variant: Variant, available: number): OfferedVariant {
  const last = offered.get(variant);
  if (last?.product === product && last.available === available) return last;
  const next = { ...variant, product, available };
  offered.set(variant, next);
  return next;
}
