import type { Cart, Offer, OfferStore, StockChange, VariantChange } from '@cartwright/carts';
import type { MemoryTransaction } from '../../database/transaction.ts';
import type { Table } from '../../database/table.ts';

interface OfferTables {
  readonly variants: Table<VariantChange>;
  readonly stock: Table<StockChange>;
}

/** The copy of the catalogue, on tables in memory. */
export function memoryOffers(tables: OfferTables, tx: MemoryTransaction): OfferStore {
  return {
    saveVariants: (changes) => saveNewer(tx, tables.variants, changes),
    saveStock: (changes) => saveNewer(tx, tables.stock, changes),
    // The simulated catalogue has no price lists.
    savePriceLists: () => Promise.resolve(),
    savePriceListPrices: () => Promise.resolve(),
    findGroups: () => Promise.resolve(new Map()),
    findOffers: async (variantIds, currency) => {
      await tx.statement();
      const offers = variantIds.flatMap((id) => offerOf(tables, tx, { variantId: id, currency }) ?? []);
      return new Map(offers.map((offer) => [offer.variantId, offer]));
    },
  };
}

/** A cart with today's offers. */
export function withOffers(tables: OfferTables, tx: MemoryTransaction, cart: Cart): Cart {
  const { currency } = cart;
  const lines = cart.lines.flatMap((line) => {
    const offer = offerOf(tables, tx, { variantId: line.variantId, currency });
    return offer === undefined ? [] : { ...line, offer };
  });
  return { ...cart, lines };
}

function offerOf(
  { variants, stock }: OfferTables,
  tx: MemoryTransaction,
  { variantId, currency }: { readonly variantId: string; readonly currency: Cart['currency'] },
): Offer | undefined {
  const variant = tx.get(variants, variantId);
  if (variant === undefined) return undefined;
  const { productId, bundleParts = [] } = variant;
  const available = tx.get(stock, variantId)?.available ?? null;
  const parts = bundleParts.map((share) => ({ ...share, variant: tx.get(variants, share.variantId) }));
  const forSale = variant.forSale && parts.every((part) => part.variant?.forSale === true);
  return {
    ...{ variantId, productId, forSale, available },
    ...pricedIn(variant, currency),
    parts: parts.flatMap(({ variant: known, ...share }) =>
      known === undefined ? [] : [{ ...share, ...pricedIn(known, currency) }],
    ),
  };
}

function pricedIn(
  { title, variantTitle, sku, prices, translations = {} }: VariantChange,
  currency: Cart['currency'],
): Pick<Offer, 'title' | 'variantTitle' | 'translations' | 'sku' | 'unitPriceMinor' | 'priceLists'> {
  const unitPriceMinor = prices.find((one) => one.currency === currency)?.amountMinor ?? null;
  return { title, variantTitle, translations, sku, unitPriceMinor, priceLists: [] };
}

/** Stores what is newer than what is known, in the order of ids. */
async function saveNewer<Change extends { readonly variantId: string; readonly version: number }>(
  tx: MemoryTransaction,
  table: Table<Change>,
  changes: readonly Change[],
): Promise<void> {
  await tx.statement();
  for (const change of changes.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1))) {
    const known = await tx.lock(table, change.variantId);
    if (known === undefined || change.version > known.version) tx.write(table, change.variantId, change);
  }
}
