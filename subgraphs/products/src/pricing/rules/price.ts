import { refusal, readInput, type ReadInput } from '@cartwright/input';
import { readDecimal } from '@cartwright/money';
import { z } from 'zod';

/** An amount as a client gives it: a decimal string in major units. */
export interface MoneyText {
  readonly amount: string;
  readonly currencyCode: string;
}

/** A price that may be stored, in minor units. */
export interface CheckedPrice {
  readonly amountMinor: number;
  /** The former price; null for none. */
  readonly compareAtMinor: number | null;
}

const amountOf = z
  .object({ amount: z.string(), currencyCode: z.string() })
  .transform(({ amount, currencyCode }, context) => {
    const amountMinor = positiveMinor(amount, currencyCode);
    if (amountMinor !== null) return { amountMinor, currencyCode };
    const { error: message, params } = refusal(
      'OUT_OF_RANGE',
      'Please give a positive amount of its currency.',
    );
    context.addIssue({ code: 'custom', path: ['amount'], message, params });
    return z.NEVER;
  });

/** A price, and the former, higher price that it may come with. */
export const priceSchema = z
  .object({ price: amountOf, compareAtPrice: amountOf.nullish().transform((given) => given ?? null) })
  .refine(({ price, compareAtPrice }) => isOf(compareAtPrice, price.currencyCode), {
    ...refusal('INVALID_VALUE', 'Please give the former price in the currency of the price.'),
    path: ['compareAtPrice', 'currencyCode'],
  })
  .refine(({ price, compareAtPrice }) => isAbove(compareAtPrice, price), {
    ...refusal('OUT_OF_RANGE', 'Please give a former price that is above the price.'),
    path: ['compareAtPrice', 'amount'],
  });

type Amount = z.output<typeof amountOf>;

/** Checks a price and the former, higher price that it may come with. */
export function readPrice(input: {
  readonly price: MoneyText;
  readonly compareAtPrice: MoneyText | null;
}): ReadInput<CheckedPrice> {
  const read = readInput(priceSchema, input);
  if (read.kind === 'invalid-input') return read;
  const { price, compareAtPrice } = read.value;
  const compareAtMinor = compareAtPrice?.amountMinor ?? null;
  return { kind: 'valid', value: { amountMinor: price.amountMinor, compareAtMinor } };
}

function isOf(amount: Amount | null, currencyCode: string): boolean {
  return amount === null || amount.currencyCode === currencyCode;
}

/** Of amounts in one currency. */
function isAbove(former: Amount | null, price: Amount): boolean {
  return former === null || former.amountMinor > price.amountMinor || !isOf(former, price.currencyCode);
}

function positiveMinor(amount: string, currencyCode: string): number | null {
  const amountMinor = readDecimal(amount, currencyCode);
  return amountMinor !== undefined && amountMinor > 0 ? amountMinor : null;
}

/** What something costs in one currency, in minor units. */
export interface PriceIn {
  readonly currency: string;
  readonly amountMinor: number;
}

/** The lowest and the highest price over some variants, in minor units. */
export interface PriceRange<Price extends PriceIn> {
  readonly currency: Price['currency'];
  readonly minMinor: number;
  readonly maxMinor: number;
}

/** The range in a currency, or where none is sold in it in the first of the others; undefined where nothing has a price. */
export function priceRange<Price extends PriceIn>(
  variants: readonly { readonly prices: readonly Price[] }[],
  wanted: string,
): PriceRange<Price> | undefined {
  const prices = variants.flatMap((variant) => variant.prices);
  const [first] = prices.toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
  const currency = prices.find((price) => price.currency === wanted)?.currency ?? first?.currency;
  if (currency === undefined) return undefined;
  const amounts = prices.filter((price) => price.currency === currency).map((price) => price.amountMinor);
  return { currency, minMinor: Math.min(...amounts), maxMinor: Math.max(...amounts) };
}
