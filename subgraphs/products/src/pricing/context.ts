import { bind } from '@cartwright/database';
import { listByKey, requestedCurrency } from '@cartwright/graph';
import type { ContextInput } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import { readSales } from './repository/sales.ts';
import type { Sale } from './rules/sale.ts';
import { deleteVariantSale } from './use-cases/delete-variant-sale.ts';
import { updateVariantPrice } from './use-cases/update-variant-price.ts';
import { updateVariantPrices } from './use-cases/update-variant-prices.ts';

/** What resolvers find at `context.pricing`. */
export type PricingContext = ReturnType<typeof pricingContext>;

/** Makes the context of one operation. */
export function pricingContext(parts: Parts, { request }: ContextInput) {
  const { statements } = parts.database;
  return {
    ...bind(parts, { updateVariantPrice, updateVariantPrices, deleteVariantSale }),
    /** The buyer's currency, for fields that are not asked for another. */
    currency: requestedCurrency(request.headers),
    /** The sales of variants that are to come or run, by their start; to be forgotten when a mutation changes any. */
    salesOf: listByKey(
      (ids: readonly string[]) => readSales(statements, ids),
      ({ variantId }: Sale) => variantId,
    ),
  };
}
