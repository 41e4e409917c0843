import { bind } from '@cartwright/database';
import { listByKey, requestedCountry, requestedCurrency } from '@cartwright/graph';
import type { ContextInput } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import { listedCurrencies, onlookerOf, type RecentPriceLists } from '../price-lists/door.ts';
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
  const listed = known && listedCurrencies(known, onlooker);
  return {
    ...bind(parts, { updateVariantPrice, updateVariantPrices, deleteVariantSale }),
    /** The buyer's currency, for fields that are not asked for another. */
    currency: requestedCurrency(request.headers),
    /** Whether it is known that no price list of a currency is for whoever asks: variants cost what they cost by themselves. */
    isPlain: (currency: string) => listed?.has(currency) === false,
    /** The currencies that this is not so of, in one text for all who have the same ones. */
    listedIn: listed === undefined ? 'any' : [...listed].toSorted().join(' '),
    /** The sales of variants that are to come or run, by their start; to be forgotten when a mutation changes any. */
    salesOf: listByKey(
      (ids: readonly string[]) => readSales(statements, ids),
      ({ variantId }: Sale) => variantId,
    ),
  };
}
