import { bind } from '@cartwright/database';
import type { CatalogueLoaders } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import type { ProductChoice } from './rules/product-choice.ts';
import { matchedVariantLoader } from './use-cases/matched-variants.ts';
import { offerFilterOf } from './use-cases/product-filter-of.ts';
import { readProductList } from './use-cases/read-product-list.ts';

/** What resolvers find at `context.listing`. */
export type ListingContext = ReturnType<typeof listingContext>;

/** Makes the context of one operation. */
export function listingContext(parts: Parts) {
  return { ...bind(parts, { readProductList }), matchingVariant: matchingVariants(parts) };
}

/** Finds the variants that meet a choice; products that are asked about the same cost one statement. */
function matchingVariants(parts: Parts) {
  const known = new Map<string, Promise<ReturnType<typeof matchedVariantLoader>>>();
  return (loaders: CatalogueLoaders, choice: ProductChoice) => {
    const key = JSON.stringify(choice);
    const loader =
      known.get(key) ??
      offerFilterOf(parts, choice).then((filter) => matchedVariantLoader(parts, loaders, filter));
    known.set(key, loader);
    return loader;
  };
}
