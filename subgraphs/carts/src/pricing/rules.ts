import { splitGross, type StoreCurrency } from '@cartwright/money';
import { deliveryOption, deliveryOptionsFor, type DeliveryOption } from '../delivery/door.ts';
import { taxRateBasisPoints } from '../taxes/door.ts';

/** All that a price depends on. */
export interface Basket {
  readonly currency: StoreCurrency;
  /** Unit prices include tax. */
  readonly lines: readonly { readonly unitPriceMinor: number; readonly quantity: number }[];
  /** Code of a delivery option; null while none is selected. */
  readonly deliveryOption: string | null;
  /** ISO 3166-1 alpha-2; null while it is not known. */
  readonly countryCode: string | null;
}

/** The largest amount, in minor units: what would be more is told as this, and cannot be ordered. */
export const largestMinor = Number.MAX_SAFE_INTEGER;

/** What a basket costs, in minor units, tax included in each amount; none is more than `largestMinor`. */
export interface BasketPrice {
  readonly subtotalMinor: number;
  /** Null when no delivery option is selected, the selected one is not offered, or there is nothing to send. */
  readonly shippingMinor: number | null;
  /** The tax that `totalMinor` includes. */
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** Prices a basket: lines, delivery, and the tax that their sum includes at the rate of the buyer's country. */
export function priceBasket({ currency, lines, countryCode, ...basket }: Basket): BasketPrice {
  const subtotalMinor = sumUp(lines.map(lineTotalMinor));
  const option = deliveryOption(basket.deliveryOption, { currency, subtotalMinor, countryCode });
  const shippingMinor = lines.length === 0 ? null : (option?.priceMinor ?? null);
  const totalMinor = sumUp([subtotalMinor, shippingMinor ?? 0]);
  const { taxMinor } = splitGross(totalMinor, taxRateBasisPoints(countryCode, currency));
  return { subtotalMinor, shippingMinor, taxMinor, totalMinor };
}

/** What so many pieces cost. */
export function lineTotalMinor({ unitPriceMinor, quantity }: Basket['lines'][number]): number {
  return atMostLargest(BigInt(unitPriceMinor) * BigInt(quantity));
}

/** Whether a total is as much as no order can be. */
export function isTooMuch({ totalMinor }: Pick<BasketPrice, 'totalMinor'>): boolean {
  return totalMinor >= largestMinor;
}

function sumUp(amounts: readonly number[]): number {
  return atMostLargest(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
}

function atMostLargest(amount: bigint): number {
  return amount > BigInt(largestMinor) ? largestMinor : Number(amount);
}

/** A way to send a basket, and what the whole basket costs with it. */
export interface QuotedDeliveryOption extends DeliveryOption {
  readonly basketTotalMinor: number;
}

/** The delivery options of a basket, cheapest first, whichever of them is selected. */
export function quoteDeliveryOptions(basket: Basket): QuotedDeliveryOption[] {
  const { currency, countryCode } = basket;
  const { subtotalMinor } = priceBasket(basket);
  return deliveryOptionsFor({ currency, subtotalMinor, countryCode }).map((option) => {
    const { totalMinor } = priceBasket({ ...basket, deliveryOption: option.code });
    return { ...option, basketTotalMinor: totalMinor };
  });
}
