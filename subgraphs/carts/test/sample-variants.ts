import { v7 as uuidv7 } from 'uuid';
import type { Database } from '@cartwright/database';
import type { Tables } from '../src/generated/tables.ts';
import { offersWithin, type TraitsChange, type VariantChange } from '../src/offers/door.ts';

/** What a test wants of a variant; the rest is made up. */
export interface WantedVariant extends Partial<VariantChange> {
  readonly priceMinor?: number;
  /** 100 when left out; null when no message about its stock has arrived. */
  readonly available?: number | null;
}

/** A variant as the catalogue announces it: by default at 20.00 EUR or 22.00 USD. */
export function variantChange({
  priceMinor = 2000,
  ...more
}: Omit<WantedVariant, 'available'> = {}): VariantChange {
  return {
    variantId: uuidv7(),
    productId: uuidv7(),
    version: 1,
    title: 'Oak stool',
    variantTitle: 'Natural',
    sku: 'STOOL-OAK',
    weightGrams: 3200,
    forSale: true,
    prices: [
      { currency: 'EUR', amountMinor: priceMinor, compareAtMinor: null },
      { currency: 'USD', amountMinor: priceMinor + 200, compareAtMinor: null },
    ],
    ...more,
  };
}

/** What products tells of a product and one of its variants: in one category and one collection, of oak. */
export function traitsChange(more: Partial<TraitsChange> = {}): TraitsChange {
  return {
    productId: uuidv7(),
    version: 1,
    categoryIds: [uuidv7()],
    collectionIds: [uuidv7()],
    attributes: [{ key: 'material', value: 'oak' }],
    variants: [],
    taxClass: null,
    ...more,
  };
}

/** Puts a variant into carts' copy of the catalogue, and gives its id. */
export async function knowVariant(
  database: Pick<Database<Tables>, 'transaction'>,
  wanted: WantedVariant = {},
): Promise<string> {
  const { available = 100, ...rest } = wanted;
  const change = variantChange(rest);
  const { variantId, version } = change;
  await database.transaction(async (tx) => {
    const offers = offersWithin(tx);
    await offers.saveVariants([change]);
    if (available !== null) await offers.saveStock([{ variantId, version, available }]);
  });
  return variantId;
}
