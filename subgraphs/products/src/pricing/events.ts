import type { Transaction } from '@cartwright/database';
import { message, variantChanged, type OutgoingMessage } from '@cartwright/events';
import type { Product, StoredVariant } from '../catalogue/door.ts';
import { mailPicturePath } from '../media/door.ts';
import type { Tables } from '../tables.ts';
import { readPrices, type Price } from './repository/prices.ts';

/** The messages that pricing sends. */
export const publishes = [variantChanged];

/** A variant with all that other domains' copies of it hold. */
export interface PricedVariant {
  readonly product: Pick<Product, 'id' | 'name' | 'slug' | 'status'>;
  readonly variant: StoredVariant;
  readonly prices: readonly Price[];
}

/** Announces what a variant is and costs now. */
export function variantChangedMessage({ product, variant, prices }: PricedVariant): OutgoingMessage {
  return message(variantChanged, {
    variantId: variant.id,
    productId: product.id,
    version: variant.version,
    title: product.name,
    variantTitle: variant.title,
    sku: variant.sku,
    weightGrams: variant.weightGrams,
    forSale: product.status === 'PUBLISHED',
    productSlug: product.slug,
    imageUrl: variant.imageId === null ? null : mailPicturePath(variant.imageId),
    prices: prices.map(({ currency, amountMinor, compareAtMinor }) => ({
      currency,
      amountMinor,
      compareAtMinor,
    })),
  });
}

/** Announces variants whose prices are still to be read. */
export async function variantMessages(
  tx: Transaction<Tables>,
  variants: readonly Omit<PricedVariant, 'prices'>[],
): Promise<OutgoingMessage[]> {
  const ids = variants.map(({ variant }) => variant.id);
  const prices = Map.groupBy(await readPrices(tx, ids), ({ variantId }) => variantId);
  return variants.map((one) => variantChangedMessage({ ...one, prices: prices.get(one.variant.id) ?? [] }));
}
