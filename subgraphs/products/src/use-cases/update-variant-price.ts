import { message, variantChanged, type OutgoingMessage } from '@cartwright/events';
import { validate as isUuid } from 'uuid';
import { checkPrice, type MoneyText } from '../domain/check-price.ts';
import { lockProductOfVariant, savePrice, type PricedVariant } from '../repository/price-rows.ts';
import type { VariantRecord } from '../repository/records.ts';
import type { Dependencies } from './dependencies.ts';

/** A price to be set. */
export interface UpdateVariantPrice {
  readonly variantId: string;
  readonly price: MoneyText;
  readonly compareAtPrice: MoneyText | null;
}

/** What came of it. */
export type UpdateVariantPriceOutcome =
  | { readonly kind: 'updated'; readonly variant: VariantRecord }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'invalid-price'; readonly message: string };

/** Sets a variant's price in one currency and tells the other domains. */
export async function updateVariantPrice(
  { transact }: Dependencies,
  { variantId, price, compareAtPrice }: UpdateVariantPrice,
): Promise<UpdateVariantPriceOutcome> {
  const checked = checkPrice(price, compareAtPrice);
  if (checked.kind === 'invalid') return { kind: 'invalid-price', message: checked.message };
  if (!isUuid(variantId)) return { kind: 'not-found' };
  const { amountMinor, compareAtMinor } = checked;
  return transact(async (tx, send) => {
    const product = await lockProductOfVariant(tx, variantId);
    if (product === null) return { kind: 'not-found' };
    const currency = price.currencyCode;
    const priced = await savePrice(tx, product, { variantId, currency, amountMinor, compareAtMinor });
    send(variantMessage(priced));
    return { kind: 'updated', variant: priced.variant };
  });
}

function variantMessage({ product, variant, prices }: PricedVariant): OutgoingMessage {
  return message(variantChanged, {
    variantId: variant.id,
    productId: product.id,
    version: variant.version,
    title: product.name,
    variantTitle: variant.title,
    sku: variant.sku,
    weightGrams: variant.weightGrams,
    forSale: true,
    prices: prices.map(({ currency, amountMinor, compareAtMinor }) => ({
      currency,
      amountMinor,
      compareAtMinor,
    })),
  });
}
