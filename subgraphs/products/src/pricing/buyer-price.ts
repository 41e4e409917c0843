import { buyerPriceMinor } from '@cartwright/money';
import type { OfferedVariant } from '../catalogue/door.ts';
import type { BuyerLists, FindBuyerLists } from '../price-lists/door.ts';

/** A price of a variant, and what is shown beside it. */
export type ShownPrice = OfferedVariant['prices'][number];

/** What a buyer's price is looked up with. */
interface PriceContext {
  readonly pricing: { readonly currency: string; readonly isPlain: (currency: string) => boolean };
  readonly priceLists: { readonly ofBuyer: FindBuyerLists };
}

/**
 * What one piece of a variant costs the buyer in a currency, or in theirs; undefined where it is not sold in it. At once, where no price
 * list can be for them.
 * @param quantity how many pieces they would take
 */
export function buyerPriceOf(
  variant: OfferedVariant,
  wanted: string | null | undefined,
  context: PriceContext,
  quantity = 1,
): ShownPrice | undefined | Promise<ShownPrice | undefined> {
  const currency = wanted ?? context.pricing.currency;
  const base = variant.prices.find((price) => price.currency === currency);
  if (base === undefined || context.pricing.isPlain(currency)) return base;
  return context.priceLists.ofBuyer(variant.id, currency).then((found) => priceBy(found, base, quantity));
}

/** A variant with the price alone that it has for the buyer in a currency; with none where it is not sold in it. */
export async function withBuyerPrice(
  variant: Pick<OfferedVariant, 'id' | 'prices'>,
  currency: string,
  { priceLists }: Pick<PriceContext, 'priceLists'>,
): Promise<Pick<OfferedVariant, 'prices'>> {
  const base = variant.prices.find((price) => price.currency === currency);
  if (base === undefined) return { prices: [] };
  return { prices: [priceBy(await priceLists.ofBuyer(variant.id, currency), base, 1)] };
}

/** A former price is shown where the buyer pays less, and the lowest price of the days before where there is a former one. */
function priceBy(found: BuyerLists | null, base: ShownPrice, quantity: number): ShownPrice {
  if (found === null) return base;
  const variant = { baseMinor: base.amountMinor, lists: found.lists };
  const amountMinor = buyerPriceMinor(variant, found.buyer, quantity);
  const isReduced = base.compareAtMinor !== null && base.compareAtMinor > amountMinor;
  return isReduced
    ? { ...base, amountMinor }
    : { ...base, amountMinor, compareAtMinor: null, lowestRecentMinor: null };
}
