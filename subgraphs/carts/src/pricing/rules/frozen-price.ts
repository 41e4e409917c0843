import type { FrozenCart } from '@cartwright/events';
import type { StoreCurrency } from '@cartwright/money';
import { taxRateBasisPoints } from '../../taxes/door.ts';
import type { CartPrice, CartTaxLine, LinePrice } from './cart-price.ts';

/** What a frozen cart costs, aligned with its lines; older releases froze carts without discounts, at one rate of tax that prices include. */
export function frozenPrice(frozen: FrozenCart): CartPrice {
  const { subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor } = frozen;
  const { shippingDiscountMinor = 0, exemptTaxMinor = 0, pricesIncludeTax = true, promotions = [] } = frozen;
  const { taxLines = [onlyTaxLine(frozen)] } = frozen;
  return {
    ...{ subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor },
    ...{ shippingDiscountMinor, exemptTaxMinor, pricesIncludeTax, taxLines },
    lines: frozen.lines.map((line) => toLinePrice(line, frozen)),
    promotions: promotions.map(({ code = null, ...promotion }) => ({ ...promotion, code })),
  };
}

function toLinePrice(
  { discounts = [], taxRateBasisPoints: rate, taxMinor = 0 }: FrozenCart['lines'][number],
  frozen: FrozenCart,
): LinePrice {
  return {
    discounts: discounts.map(({ promotionId, amountMinor }) => {
      const promotion = frozen.promotions?.find((one) => one.promotionId === promotionId);
      const { title = '', code = null } = promotion ?? {};
      return { promotionId, title, code, amountMinor };
    }),
    taxRateBasisPoints: rate ?? rateOf(frozen),
    taxMinor,
  };
}

function onlyTaxLine(frozen: FrozenCart): CartTaxLine {
  const { taxMinor, totalMinor } = frozen;
  return { rateBasisPoints: rateOf(frozen), netMinor: totalMinor - taxMinor, taxMinor };
}

function rateOf({ currency, shippingAddress: { countryCode } }: FrozenCart): number {
  return taxRateBasisPoints(countryCode, currency as StoreCurrency);
}
