import { bind } from '@cartwright/database';
import type { Variant } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import { matchedVariantLoader } from './repository/matched-variants.ts';
import type { ProductChoice } from './rules/product-choice.ts';
import { offerFilterOf } from './use-cases/product-filter-of.ts';
import { readProductList } from './use-cases/read-product-list.ts';

/** What resolvers find at `context.listing`. */
export type ListingContext = ReturnType<typeof listingContext>;

/** Makes the context of one operation. */
export function listingContext(parts: Parts) {
  return { ...bind(parts, { readProductList }), matchingVariant: matchingVariants(parts) };
}

/** Finds the variant of a product that meets a choice; products that are asked about the same cost one statement. */
function matchingVariants({ database: { statements } }: Parts) {
  const loaders = new Map<string, ReturnType<typeof matchedVariantLoader>>();
  return (choice: ProductChoice, productId: string): Promise<Variant | null> => {
    const filter = offerFilterOf(choice);
    const key = JSON.stringify(filter);
    const loader = loaders.get(key) ?? matchedVariantLoader(statements, filter);
    loaders.set(key, loader);
    return loader.load(productId);
  };
}
