import {
  noTraits,
  type Cart,
  type Offer,
  type OfferStore,
  type PriceListChange,
  type PriceListPricesChange,
  type StockChange,
  type Traits,
  type TraitsChange,
  type VariantChange,
} from '@cartwright/carts';
import type { VariantPriceList } from '@cartwright/money';
import type { MemoryTransaction } from '../../database/transaction.ts';
import type { Table } from '../../database/table.ts';

/** What a price list says that a variant costs, in which version of it. */
export interface ListedPrices {
  readonly priceListId: string;
  readonly version: number;
  readonly variantId: string;
  readonly prices: VariantPriceList['prices'];
}

/** The copy of the catalogue. */
export interface OfferTables {
  readonly variants: Table<VariantChange>;
  readonly stock: Table<StockChange>;
  readonly traits: Table<TraitsChange>;
  readonly priceLists: Table<PriceListChange>;
  /** By the ids of list and variant. */
  readonly listedPrices: Table<ListedPrices>;
}

/** Rows as a transaction sees them, or as they are committed. */
export type Reader = Pick<MemoryTransaction, 'get'>;

/** The copy of the catalogue, on tables in memory. */
export function memoryOffers(tables: OfferTables, tx: MemoryTransaction): OfferStore {
  return {
    saveVariants: (changes) => saveNewer(tx, tables.variants, changes, byVariant),
    saveStock: (changes) => saveNewer(tx, tables.stock, changes, byVariant),
    saveTraits: (changes) => saveNewer(tx, tables.traits, changes, ({ productId }) => productId),
    savePriceLists: (changes) => saveNewer(tx, tables.priceLists, changes, ({ priceListId }) => priceListId),
    savePriceListPrices: (changes) => saveNewer(tx, tables.listedPrices, changes.flatMap(eachVariant), keyOf),
    findGroups: () => Promise.resolve(new Map()),
    findOffers: async (variantIds, currency) => {
      await tx.statement();
      const offers = variantIds.flatMap((id) => offerOf(tables, tx, { variantId: id, currency }) ?? []);
      return new Map(offers.map((offer) => [offer.variantId, offer]));
    },
  };
}

/** A cart with today's offers. */
export function withOffers(tables: OfferTables, reader: Reader, cart: Cart): Cart {
  const { currency } = cart;
  const lines = cart.lines.flatMap((line) => {
    const offer = offerOf(tables, reader, { variantId: line.variantId, currency });
    return offer === undefined ? [] : { ...line, offer };
  });
  return { ...cart, lines };
}

/** What carts know of a variant in a currency. */
export function offerOf(
  tables: OfferTables,
  reader: Reader,
  { variantId, currency }: { readonly variantId: string; readonly currency: Cart['currency'] },
): Offer | undefined {
  const variant = reader.get(tables.variants, variantId);
  if (variant === undefined) return undefined;
  const { productId, bundleParts = [] } = variant;
  const available = reader.get(tables.stock, variantId)?.available ?? null;
  const parts = bundleParts.map((share) => ({
    ...share,
    variant: reader.get(tables.variants, share.variantId),
  }));
  const forSale = variant.forSale && parts.every((part) => part.variant?.forSale === true);
  const price = variant.prices.find((one) => one.currency === currency);
  return {
    ...{ variantId, productId, forSale, available },
    ...pricedIn(tables, reader, variant, currency),
    isReduced: price?.compareAtMinor != null && price.compareAtMinor > price.amountMinor,
    traits: traitsOf(reader.get(tables.traits, productId), variant),
    parts: parts.flatMap(({ variant: known, ...share }) =>
      known === undefined ? [] : [{ ...share, ...pricedIn(tables, reader, known, currency) }],
    ),
  };
}

function traitsOf(told: TraitsChange | undefined, { variantId, weightGrams }: VariantChange): Traits {
  if (told === undefined) return { ...noTraits, weightGrams };
  const { categoryIds, collectionIds, attributes, taxClass, variants } = told;
  const own = variants.find((one) => one.variantId === variantId)?.attributes ?? [];
  return { categoryIds, collectionIds, attributes: [...attributes, ...own], taxClass, weightGrams };
}

function pricedIn(
  tables: OfferTables,
  reader: Reader,
  { variantId, title, variantTitle, sku, prices, translations = {} }: VariantChange,
  currency: Cart['currency'],
): Pick<Offer, 'title' | 'variantTitle' | 'translations' | 'sku' | 'unitPriceMinor' | 'priceLists'> {
  const unitPriceMinor = prices.find((one) => one.currency === currency)?.amountMinor ?? null;
  return {
    title,
    variantTitle,
    translations,
    sku,
    unitPriceMinor,
    priceLists: listsOf(tables, reader, { variantId, currency }),
  };
}

/** The lists that run in the currency and say something of the variant. */
function listsOf(
  { priceLists, listedPrices }: OfferTables,
  reader: Reader,
  { variantId, currency }: { readonly variantId: string; readonly currency: string },
): VariantPriceList[] {
  return [...priceLists.committed.keys()].flatMap((priceListId) => {
    const list = reader.get(priceLists, priceListId);
    if (list?.currency !== currency || !list.isRunning) return [];
    const { priority, countries, groupIds, adjustments } = list;
    const prices = reader.get(listedPrices, keyOf({ priceListId, variantId }))?.prices ?? [];
    return [{ priority, countries, groupIds, adjustments, prices }];
  });
}

function eachVariant({ priceListId, version, variants }: PriceListPricesChange): ListedPrices[] {
  return variants.map((variant) => ({ priceListId, version, ...variant }));
}

/** By which a list's prices of a variant are found. */
export function keyOf({ priceListId, variantId }: Pick<ListedPrices, 'priceListId' | 'variantId'>): string {
  return `${priceListId} ${variantId}`;
}

function byVariant({ variantId }: { readonly variantId: string }): string {
  return variantId;
}

/** Stores what is newer than what is known, in the order of ids. */
async function saveNewer<Change extends { readonly version: number }>(
  tx: MemoryTransaction,
  table: Table<Change>,
  changes: readonly Change[],
  idOf: (change: Change) => string,
): Promise<void> {
  await tx.statement();
  for (const change of changes.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1))) {
    const known = await tx.lock(table, idOf(change));
    if (known === undefined || change.version > known.version) tx.write(table, idOf(change), change);
  }
}
