import { bind } from '@cartwright/database';
import { listByKey, requestedCountry, requestedCurrency } from '@cartwright/graph';
import type { ContextInput } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import { listsFor, onlookerOf, type RecentPriceLists } from '../price-lists/door.ts';
import { readSales } from './repository/sales.ts';
import type { Sale } from './rules/sale.ts';
import { deleteVariantSale } from './use-cases/delete-variant-sale.ts';
import { updateVariantPrice } from './use-cases/update-variant-price.ts';
import { updateVariantPrices } from './use-cases/update-variant-prices.ts';

/** What resolvers find at `context.pricing`. */
export type PricingContext = ReturnType<typeof pricingContext>;

/** Makes the context of one operation. */
export function pricingContext(
  parts: Parts & { readonly lists: RecentPriceLists },
  { request, viewer }: ContextInput,
) {
  const { statements } = parts.database;
  const known = parts.lists.known();
  const onlooker = onlookerOf({ viewer, countryCode: requestedCountry(request.headers) });
  return {
    ...bind(parts, { updateVariantPrice, updateVariantPrices, deleteVariantSale }),
    /** The buyer's currency, for fields that are not asked for another. */
    currency: requestedCurrency(request.headers),
    /** Whether it is known that no price list is for whoever asks: variants cost what they cost by themselves. */
    isPlain: known !== undefined && listsFor(known, onlooker).length === 0,
    /** The sales of variants that are to come or run, by their start; to be forgotten when a mutation changes any. */
    salesOf: listByKey(
      (ids: readonly string[]) => readSales(statements, ids),
      ({ variantId }: Sale) => variantId,
    ),
  };
}
