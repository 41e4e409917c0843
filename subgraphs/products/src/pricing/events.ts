import type { Transaction } from '@cartwright/database';
import { message, variantChanged, type DataOf, type OutgoingMessage } from '@cartwright/events';
import { defaultLanguage, languages } from '@cartwright/languages';
import { titleIn, type Product, type StoredVariant } from '../catalogue/door.ts';
import { nameIn, type Translations } from '../languages/door.ts';
import { mailPicturePath } from '../media/door.ts';
import type { Tables } from '../tables.ts';
import { readPrices, readShares, readTranslations, type Price } from './repository/prices.ts';

/** The messages that pricing sends. */
export const publishes = [variantChanged];

/** A variant with all that other domains' copies of it hold. */
export interface PricedVariant {
  readonly product: Pick<Product, 'id' | 'name' | 'slug' | 'status'>;
  readonly variant: StoredVariant;
  readonly prices: readonly Price[];
  /** Of the product. */
  readonly translations?: Translations | undefined;
  /** What it consists of; none of all that is no bundle. */
  readonly bundleParts?: readonly { readonly variantId: string; readonly quantity: number }[];
}

/** Announces what a variant is and costs now. */
export function variantChangedMessage({
  product,
  variant,
  prices,
  translations,
  bundleParts = [],
}: PricedVariant): OutgoingMessage {
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
    ...titlesOf({ product, variant, translations }),
    prices: prices.map(({ currency, amountMinor, compareAtMinor }) => ({
      currency,
      amountMinor,
      compareAtMinor,
    })),
    ...(bundleParts.length === 0 ? {} : { bundleParts: [...bundleParts] }),
  });
}

/** The titles in other languages, where they are others. */
function titlesOf({
  product,
  variant,
  translations,
}: Omit<PricedVariant, 'prices' | 'bundleParts'>): Pick<DataOf<typeof variantChanged>, 'translations'> {
  const titled = { ...variant, product: { translations } };
  const titles = languages.flatMap((language) => {
    if (language === defaultLanguage) return [];
    const title = nameIn({ name: product.name, translations }, language);
    const variantTitle = titleIn(titled, language);
    if (title === product.name && variantTitle === variant.title) return [];
    return [[language, { title, variantTitle }] as const];
  });
  return titles.length === 0 ? {} : { translations: Object.fromEntries(titles) };
}

/** Announces variants whose prices, translations and parts are still to be read. */
export async function variantMessages(
  tx: Transaction<Tables>,
  variants: readonly Omit<PricedVariant, 'prices' | 'translations' | 'bundleParts'>[],
): Promise<OutgoingMessage[]> {
  const ids = variants.map(({ variant }) => variant.id);
  const prices = Map.groupBy(await readPrices(tx, ids), ({ variantId }) => variantId);
  const shares = Map.groupBy(await readShares(tx, ids), ({ bundleId }) => bundleId);
  const translations = await readTranslations(tx, [...new Set(variants.map(({ product }) => product.id))]);
  return variants.map((one) =>
    variantChangedMessage({
      ...one,
      prices: prices.get(one.variant.id) ?? [],
      translations: translations.get(one.product.id),
      bundleParts: (shares.get(one.variant.id) ?? []).map(({ variantId, quantity }) => ({
        variantId,
        quantity,
      })),
    }),
  );
}
