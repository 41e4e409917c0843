import { buyerPriceMinor } from '@cartwright/money';
import type { OfferedVariant } from '../catalogue/door.ts';
import type { BuyerLists } from '../price-lists/door.ts';

/** A price of a variant, and what is shown beside it. */
export type ShownPrice = OfferedVariant['prices'][number];

/** What a buyer's price is looked up with. */
interface PriceContext {
  readonly pricing: { readonly currency: string; readonly isPlain: boolean };
  readonly priceLists: {
    readonly ofBuyer: { readonly load: (variantId: string) => Promise<BuyerLists | null> };
  };
}

/**
 * What one piece of a variant costs the buyer in a currency, or in theirs; undefined where it is not sold in it. At once, where no price
 * list can be for them.
 */
export function buyerPriceOf(
  variant: OfferedVariant,
  wanted: string | null | undefined,
  context: PriceContext,
): ShownPrice | undefined | Promise<ShownPrice | undefined> {
  const currency = wanted ?? context.pricing.currency;
  const base = variant.prices.find((price) => price.currency === currency);
  if (base === undefined || context.pricing.isPlain) return base;
  return context.priceLists.ofBuyer.load(variant.id).then((found) => priceBy(found, base));
}

/** A variant with the prices that it has for the buyer. */
export async function withBuyerPrices(
  variant: Pick<OfferedVariant, 'id' | 'prices'>,
  { priceLists }: Pick<PriceContext, 'priceLists'>,
): Promise<Pick<OfferedVariant, 'prices'>> {
  const found = await priceLists.ofBuyer.load(variant.id);
  return { prices: variant.prices.map((price) => priceBy(found, price)) };
}

/** A former price is shown where the buyer pays less, and the lowest price of the days before where there is a former one. */
function priceBy(found: BuyerLists | null, base: ShownPrice): ShownPrice {
  if (found === null) return base;
  const lists = found.lists.filter(({ currency }) => currency === base.currency);
  const amountMinor = buyerPriceMinor({ baseMinor: base.amountMinor, lists }, found.buyer, 1);
  const isReduced = base.compareAtMinor !== null && base.compareAtMinor > amountMinor;
  return isReduced
    ? { ...base, amountMinor }
    : { ...base, amountMinor, compareAtMinor: null, lowestRecentMinor: null };
}
