import { divideRounded } from './divide-rounded.ts';

/** What one piece costs from so many pieces on, in minor units. */
export interface QuantityPrice {
  readonly minimumQuantity: number;
  readonly amountMinor: number;
}

/** By how much one piece is dearer (above zero) or cheaper from so many pieces on, in basis points of the base price. */
export interface QuantityAdjustment {
  readonly minimumQuantity: number;
  readonly basisPoints: number;
}

/** A price list as it holds for one variant, in the currency of the base price. */
export interface VariantPriceList {
  /** Of two lists that are equally specific, the one with the higher number holds. */
  readonly priority: number;
  /** ISO 3166-1 alpha-2; empty for all. */
  readonly countries: readonly string[];
  /** Groups of customers; empty for everybody. */
  readonly groupIds: readonly string[];
  /** For variants that the list has no prices for. */
  readonly adjustments: readonly QuantityAdjustment[];
  /** What the list says the variant costs; empty where it says nothing of it. */
  readonly prices: readonly QuantityPrice[];
}

/** What a price follows from of whoever buys. */
export interface PriceBuyer {
  /** Null while it is not known. */
  readonly countryCode: string | null;
  readonly groupIds: readonly string[];
}

/** What a variant costs by itself, and what lists say of it. */
export interface ListedVariant {
  readonly baseMinor: number;
  readonly lists: readonly VariantPriceList[];
}

const wholeInBasisPoints = 10_000n;

/** Whether a list is for a buyer. One with countries is for nobody whose country is not known. */
export function isForBuyer(
  { countries, groupIds }: Pick<VariantPriceList, 'countries' | 'groupIds'>,
  buyer: PriceBuyer,
): boolean {
  const isThere = countries.length === 0 || countries.some((code) => code === buyer.countryCode);
  return isThere && (groupIds.length === 0 || groupIds.some((id) => buyer.groupIds.includes(id)));
}

/**
 * What one piece costs a buyer who takes so many. Of the lists that are for the buyer and name a price for that many pieces holds the
 * most specific one (for groups before for countries, for both before either), then that of the highest priority, then the cheapest;
 * where none does, the base price.
 */
export function buyerPriceMinor(variant: ListedVariant, buyer: PriceBuyer, quantity: number): number {
  return buyerPrice(variant, buyer, quantity).amountMinor;
}

/** What one piece costs, and whether that follows from the base price. */
interface ListPrice {
  readonly amountMinor: number;
  readonly isOfBase: boolean;
}

/** `buyerPriceMinor`, and whether that follows from the base price: a list may name a price of its own instead. */
export function buyerPrice(
  { baseMinor, lists }: ListedVariant,
  buyer: PriceBuyer,
  quantity: number,
): ListPrice {
  return priceOfLists({ baseMinor, lists: lists.filter((list) => isForBuyer(list, buyer)) }, quantity);
}

/** What one piece costs a buyer, from 1 piece on and from each number at which it costs something else; by the number. */
export function quantityPrices(variant: ListedVariant, buyer: PriceBuyer): QuantityPrice[] {
  const lists = variant.lists.filter((list) => isForBuyer(list, buyer));
  const steps = lists.flatMap((list) =>
    [...list.prices, ...list.adjustments].map(({ minimumQuantity }) => minimumQuantity),
  );
  const prices: QuantityPrice[] = [];
  for (const minimumQuantity of [...new Set([1, ...steps])].sort((one, other) => one - other)) {
    const { amountMinor } = priceOfLists({ ...variant, lists }, minimumQuantity);
    if (prices.at(-1)?.amountMinor !== amountMinor) prices.push({ minimumQuantity, amountMinor });
  }
  return prices;
}

/** What one piece costs whom all the lists are for. */
function priceOfLists({ baseMinor, lists }: ListedVariant, quantity: number): ListPrice {
  let best: Candidate | undefined;
  for (const list of lists) {
    const amountMinor = listPriceMinor(list, baseMinor, quantity);
    if (amountMinor === undefined) continue;
    const isOfBase = list.prices.length === 0;
    const candidate = { specificity: specificityOf(list), priority: list.priority, amountMinor, isOfBase };
    if (best === undefined || isBefore(candidate, best)) best = candidate;
  }
  return { amountMinor: best?.amountMinor ?? baseMinor, isOfBase: best?.isOfBase ?? true };
}

interface Candidate {
  readonly specificity: number;
  readonly priority: number;
  readonly amountMinor: number;
  readonly isOfBase: boolean;
}

function isBefore(one: Candidate, other: Candidate): boolean {
  if (one.specificity !== other.specificity) return one.specificity > other.specificity;
  if (one.priority !== other.priority) return one.priority > other.priority;
  return one.amountMinor < other.amountMinor;
}

function specificityOf({ countries, groupIds }: VariantPriceList): number {
  return (groupIds.length === 0 ? 0 : 2) + (countries.length === 0 ? 0 : 1);
}

/** What a list says one of so many pieces costs; undefined where it says nothing of that. */
function listPriceMinor(
  { prices, adjustments }: VariantPriceList,
  baseMinor: number,
  quantity: number,
): number | undefined {
  if (prices.length > 0) return highestStep(prices, quantity)?.amountMinor;
  const adjustment = highestStep(adjustments, quantity);
  return adjustment === undefined ? undefined : adjustedMinor(baseMinor, adjustment.basisPoints);
}

function highestStep<Step extends { readonly minimumQuantity: number }>(
  steps: readonly Step[],
  quantity: number,
): Step | undefined {
  return steps
    .filter(({ minimumQuantity }) => minimumQuantity <= quantity)
    .reduce<Step | undefined>(
      (best, step) => (best !== undefined && best.minimumQuantity >= step.minimumQuantity ? best : step),
      undefined,
    );
}

/** Halves are rounded up; never less than one unit, nor more than JavaScript counts exactly. */
function adjustedMinor(baseMinor: number, basisPoints: number): number {
  const share = BigInt(baseMinor) * (wholeInBasisPoints + BigInt(basisPoints));
  const amount = Number(divideRounded(share, wholeInBasisPoints, 'half-up'));
  return Math.min(Math.max(amount, 1), Number.MAX_SAFE_INTEGER);
}
