import { multiplyMinor, splitGross, sumMinor } from '@cartwright/money';
import type { StoreCurrency } from './cart.ts';
import { deliveryOption } from './delivery-options.ts';
import { taxRateBasisPoints } from './tax-rates.ts';

/** What the price of a cart depends on. */
export interface PriceableCart {
  readonly currency: StoreCurrency;
  readonly lines: readonly { readonly unitPriceMinor: number; readonly quantity: number }[];
  /** Code of a way of delivery; null as long as none is selected. */
  readonly deliveryOption: string | null;
  readonly countryCode: string | null;
}

/** What a cart costs, in minor units, tax included in each amount. */
export interface CartPrice {
  readonly subtotalMinor: number;
  /** Null when no way of delivery is selected, the selected one is not offered, or there is nothing to send. */
  readonly shippingMinor: number | null;
  /** The tax that `totalMinor` includes. */
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** Prices a cart: lines, delivery, and the tax that their sum includes at the rate of the buyer's country. */
export function priceCart({ currency, lines, countryCode, ...cart }: PriceableCart): CartPrice {
  const subtotalMinor = sumMinor(
    lines.map(({ unitPriceMinor, quantity }) => multiplyMinor(unitPriceMinor, quantity)),
  );
  const option = deliveryOption(cart.deliveryOption, { currency, subtotalMinor, countryCode });
  const shippingMinor = lines.length === 0 ? null : (option?.priceMinor ?? null);
  const totalMinor = sumMinor([subtotalMinor, shippingMinor ?? 0]);
  const { taxMinor } = splitGross(totalMinor, taxRateBasisPoints(countryCode, currency));
  return { subtotalMinor, shippingMinor, taxMinor, totalMinor };
}
