import { multiplyMinor, splitGross, sumMinor, type StoreCurrency } from '@cartwright/money';
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

/** What a basket costs, in minor units, tax included in each amount. */
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
  const subtotalMinor = sumMinor(
    lines.map(({ unitPriceMinor, quantity }) => multiplyMinor(unitPriceMinor, quantity)),
  );
  const option = deliveryOption(basket.deliveryOption, { currency, subtotalMinor, countryCode });
  const shippingMinor = lines.length === 0 ? null : (option?.priceMinor ?? null);
  const totalMinor = sumMinor([subtotalMinor, shippingMinor ?? 0]);
  const { taxMinor } = splitGross(totalMinor, taxRateBasisPoints(countryCode, currency));
  return { subtotalMinor, shippingMinor, taxMinor, totalMinor };
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
