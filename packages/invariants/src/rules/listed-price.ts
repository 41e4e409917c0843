/** A price list as a harness knows it: what products announce of it. */
export interface KnownPriceList {
  readonly priority: number;
  /** Of none is it for all countries, and of none for everybody. */
  readonly countries: readonly string[];
  readonly groupIds: readonly string[];
  readonly adjustments: readonly { readonly minimumQuantity: number; readonly basisPoints: number }[];
  /** What it says of the variant by itself; nothing where it only changes prices. */
  readonly prices: readonly { readonly minimumQuantity: number; readonly amountMinor: number }[];
}

/** Who buys how many of a variant that costs so much by itself. */
export interface ListedPurchase {
  readonly baseMinor: number;
  readonly countryCode: string;
  readonly groupIds: readonly string[];
  readonly quantity: number;
}

/** What one piece costs, and which price of the variant's own that follows from; null where a list names one instead. */
interface ListedPrice {
  readonly amountMinor: number;
  readonly basePriceMinor: number | null;
}

/** What price lists say that one piece costs, written down once more by hand: what carts work out is held against this. */
export function listedPrice(lists: readonly KnownPriceList[], purchase: ListedPurchase): ListedPrice {
  const { baseMinor } = purchase;
  const found = lists.flatMap((list) => {
    const amountMinor = saidBy(list, purchase);
    if (amountMinor === undefined || !isMeant(list, purchase)) return [];
    const rank = [Math.min(1, list.groupIds.length), Math.min(1, list.countries.length), list.priority];
    const basePriceMinor = list.prices.length === 0 ? baseMinor : null;
    return [{ amountMinor, basePriceMinor, rank: [...rank, -amountMinor] }];
  });
  found.sort((one, other) => compare(other.rank, one.rank));
  const { amountMinor, basePriceMinor } = found[0] ?? { amountMinor: baseMinor, basePriceMinor: baseMinor };
  return { amountMinor, basePriceMinor };
}

function isMeant({ countries, groupIds }: KnownPriceList, purchase: ListedPurchase): boolean {
  const isThere = countries.length === 0 || countries.includes(purchase.countryCode);
  const theirs = new Set(purchase.groupIds);
  return isThere && (groupIds.length === 0 || groupIds.some((id) => theirs.has(id)));
}

function saidBy(
  { prices, adjustments }: KnownPriceList,
  { baseMinor, quantity }: ListedPurchase,
): number | undefined {
  if (prices.length > 0) return stepFor(prices, quantity)?.amountMinor;
  const step = stepFor(adjustments, quantity);
  if (step === undefined) return undefined;
  const twice = 2n * BigInt(baseMinor) * BigInt(10_000 + step.basisPoints) + 10_000n;
  return Math.max(1, Number(twice / 20_000n));
}

function stepFor<Step extends { readonly minimumQuantity: number }>(
  steps: readonly Step[],
  quantity: number,
): Step | undefined {
  return steps
    .toSorted((one, other) => other.minimumQuantity - one.minimumQuantity)
    .find(({ minimumQuantity }) => quantity >= minimumQuantity);
}

/** By the first number that differs. */
function compare(one: readonly number[], other: readonly number[]): number {
  return one.map((number, index) => number - (other[index] ?? 0)).find((by) => by !== 0) ?? 0;
}
