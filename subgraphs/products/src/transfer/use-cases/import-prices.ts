import { tidyCode } from '@cartwright/input';
import {
  findVariantsOfSkus,
  lockProducts,
  readVariantsOfProducts,
  type KnownVariant,
} from '../repository/known-products.ts';
import type { VariantPriceRecord } from '../rules/records.ts';
import type { ImportOrder } from './import-order.ts';
import { pricesToSet, updatePrices, type PriceToSet } from './set-prices.ts';
import { failed, unlessRefused, type Result } from './settle-lines.ts';
import type { Within } from './within.ts';

/** What is to be done about a record. */
type Plan = Result | { readonly productId: string; readonly prices: readonly PriceToSet[] };

/** Gives variants of some SKUs prices, those that can have them; no two records are about one price. @returns what came of each, in their order */
export async function importPrices(
  held: Within,
  order: ImportOrder,
  records: readonly VariantPriceRecord[],
): Promise<Result[]> {
  const variants = await holdVariants(held, records);
  const plans = records.map((record) => planPrices(order, record, variants.get(tidyCode(record.sku))));
  const prices = plans.flatMap((plan, at) =>
    'prices' in plan ? plan.prices.map((price) => ({ ...price, at })) : [],
  );
  const faults = new Map<number, readonly string[]>();
  for (const [index, messages] of await updatePrices(held, order, prices))
    faults.set(prices[index]?.at ?? 0, messages);
  return plans.map((plan, at) => {
    if ('outcome' in plan) return plan;
    const messages = faults.get(at);
    if (messages !== undefined) return failed(...messages);
    const outcome = plan.prices.length > 0 ? 'UPDATED' : 'UNCHANGED';
    return { outcome, productId: plan.productId, messages: [] };
  });
}

/** A variant, and of which product it is. */
type VariantOfProduct = KnownVariant & { readonly productId: string };

/** The variants of records, by SKU, which cost what they cost until the transaction ends. */
async function holdVariants(
  { tx }: Within,
  records: readonly VariantPriceRecord[],
): Promise<ReadonlyMap<string, VariantOfProduct>> {
  const skus = records.map(({ sku }) => tidyCode(sku));
  const found = await findVariantsOfSkus(tx, skus);
  const productIds = [...new Set([...found.values()].map(({ productId }) => productId))];
  await lockProducts(tx, productIds); // before their prices are read
  const known = [...(await readVariantsOfProducts(tx, productIds))];
  const held = known.flatMap(([productId, variants]) => variants.map((one) => ({ ...one, productId })));
  return new Map(held.map((variant) => [variant.sku, variant]));
}

function planPrices(
  order: ImportOrder,
  { price, compareAtPrice }: VariantPriceRecord,
  variant: VariantOfProduct | undefined,
): Plan {
  if (variant === undefined) return failed('No variant has this SKU.');
  return unlessRefused(() => {
    const prices = pricesToSet(order, variant, [{ price, compareAtPrice }]);
    return { productId: variant.productId, prices };
  });
}
