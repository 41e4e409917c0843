import { byKey } from '@cartwright/graph';
import type { CatalogueLoaders, OfferedVariant } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { readMatchedVariants } from '../repository/matched-variants.ts';
import type { OfferFilter } from '../repository/offer-filter.ts';

/** A loader of the variant to show of each product, by the product's id; null where none meets the filter. */
export function matchedVariantLoader(
  { database: { statements } }: Pick<Parts, 'database'>,
  loaders: Pick<CatalogueLoaders, 'variants'>,
  filter: OfferFilter,
) {
  return byKey(
    async (productIds) => loaders.variants(await readMatchedVariants(statements, filter, productIds)),
    ({ productId }: OfferedVariant) => productId,
  );
}
