import { fallbacksOf } from '@cartwright/languages';
import { buyerPrice, type PriceBuyer, type StoreCurrency, type VariantPriceList } from '@cartwright/money';

/** What a product and one of its variants are called, by language (BCP 47). Narrows a column. @public */
export type Titles = Readonly<Record<string, { readonly title: string; readonly variantTitle: string }>>;

/** A part of a bundle, and how many pieces of it one piece of the bundle takes. */
export interface BundleShare {
  readonly variantId: string;
  readonly quantity: number;
}

/** A part of a bundle with what carts know of it. */
export type OfferedPart = BundleShare &
  Pick<Offer, 'title' | 'variantTitle' | 'translations' | 'sku' | 'unitPriceMinor' | 'priceLists'>;

/** What promotions select by, taxes are looked up by, and delivery is priced by. */
export interface Traits {
  /** Of the product's categories and all above them. */
  readonly categoryIds: readonly string[];
  readonly collectionIds: readonly string[];
  /** Of the product and the variant: the attribute's code, and a value as its text. */
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
  /** Code of the class of tax; null for the standard one. */
  readonly taxClass: string | null;
  /** Of one piece, with its packing. */
  readonly weightGrams: number;
}

/** Of a product of which nothing has been told yet. */
export const noTraits: Traits = {
  categoryIds: [],
  collectionIds: [],
  attributes: [],
  taxClass: null,
  weightGrams: 0,
};

/** What carts know of a variant, in one currency. */
export interface Offer {
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly variantTitle: string;
  /** Both titles in other languages, where they are others there. */
  readonly translations?: Titles;
  readonly sku: string;
  /** A bundle is while all of its parts are. */
  readonly forSale: boolean;
  /** What a bundle consists of; none of all that is no bundle. */
  readonly parts?: readonly OfferedPart[];
  /** What it costs by itself, tax included; null when the variant has no price in the currency. */
  readonly unitPriceMinor: number | null;
  /** Whether its own price is below what it is compared with, by a sale or for good. */
  readonly isReduced: boolean;
  readonly traits: Traits;
  /** The price lists that run in the currency and say something of the variant, whomever they are for. */
  readonly priceLists: readonly VariantPriceList[];
  /** Capped at 100; null while no message about its stock has arrived. */
  readonly available: number | null;
}

/** An offer that can be bought. */
export interface SellableOffer extends Offer {
  readonly unitPriceMinor: number;
}

/** Whether a variant is for sale and has a price; stock is not looked at. */
export function isSellable(offer: Offer): offer is SellableOffer {
  return offer.forSale && offer.unitPriceMinor !== null;
}

/** What one piece costs a buyer who takes so many, and whether that follows from the variant's own price; null when it has none in the currency. */
export function buyerPriceOf(
  { unitPriceMinor: baseMinor, priceLists: lists }: Pick<Offer, 'unitPriceMinor' | 'priceLists'>,
  buyer: PriceBuyer,
  quantity: number,
): ReturnType<typeof buyerPrice> | null {
  return baseMinor === null ? null : buyerPrice({ baseMinor, lists }, buyer, quantity);
}

/** Why a variant cannot be put into a cart, as a sentence; null when it can. */
export function whyUnavailable(offer: Offer | undefined, currency: StoreCurrency): string | null {
  if (offer === undefined) return 'There is no such variant.';
  if (!offer.forSale) return `${nameOf(offer)} is not for sale at the moment.`;
  if (offer.unitPriceMinor === null) return `${nameOf(offer)} is not sold in ${currency}.`;
  return offer.available === 0 ? `${nameOf(offer)} is sold out.` : null;
}

/** The titles in a language, else in what that is a kind of, else as they were written. */
export function titlesIn(
  { title, variantTitle, translations = {} }: Pick<Offer, 'title' | 'variantTitle' | 'translations'>,
  language: string,
): { readonly title: string; readonly variantTitle: string } {
  const [found] = fallbacksOf(language).flatMap((one) => translations[one] ?? []);
  return found ?? { title, variantTitle };
}

/** What a buyer calls a variant: `Oak stool (Natural)`. */
export function nameOf({ title, variantTitle }: Pick<Offer, 'title' | 'variantTitle'>): string {
  return variantTitle === '' ? title : `${title} (${variantTitle})`;
}
