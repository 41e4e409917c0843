import { MoneyError, parseDecimal } from '@cartwright/money';

/** An amount as a client gives it: a decimal string in major units. */
export interface MoneyText {
  readonly amount: string;
  readonly currencyCode: string;
}

/** A price that may be stored, in minor units, or what is wrong with it. */
export type CheckedPrice =
  | { readonly kind: 'valid'; readonly amountMinor: number; readonly compareAtMinor: number | null }
  | { readonly kind: 'invalid'; readonly message: string };

/** Checks a price and the former, higher price that it may come with. */
export function checkPrice(price: MoneyText, compareAt: MoneyText | null): CheckedPrice {
  const amountMinor = positiveMinor(price);
  if (amountMinor === null) return invalid('The price is not a positive amount in its currency.');
  if (compareAt === null) return { kind: 'valid', amountMinor, compareAtMinor: null };
  if (compareAt.currencyCode !== price.currencyCode) {
    return invalid('The former price is in another currency than the price.');
  }
  const compareAtMinor = positiveMinor(compareAt);
  if (compareAtMinor === null || compareAtMinor <= amountMinor) {
    return invalid('The former price is not above the price.');
  }
  return { kind: 'valid', amountMinor, compareAtMinor };
}

function positiveMinor({ amount, currencyCode }: MoneyText): number | null {
  try {
    const amountMinor = parseDecimal(amount, currencyCode);
    return amountMinor > 0 ? amountMinor : null;
  } catch (error) {
    if (error instanceof MoneyError) return null;
    throw error;
  }
}

function invalid(message: string): CheckedPrice {
  return { kind: 'invalid', message };
}
