import type { FrozenCart } from '@cartwright/events';
import type { AppliedDiscount, CartPrice, LinePrice } from '../../pricing/door.ts';

type Amounts = Omit<CartPrice, 'lines' | 'promotions' | 'shippingMinor' | 'taxLines'>;
type FrozenPrice = Amounts & Pick<FrozenCart, 'promotions' | 'shippingMinor' | 'taxLines'>;

/** What a cart costs, as its order keeps it: discounts are left out where there are none. */
export function frozenPriceOf({ promotions, shippingMinor, taxLines, ...price }: CartPrice): FrozenPrice {
  const { subtotalMinor, discountMinor, shippingDiscountMinor, exemptTaxMinor } = price;
  const { pricesIncludeTax, taxMinor, totalMinor } = price;
  const discounts = promotions.length === 0 ? {} : { promotions: promotions.map(frozenPromotion) };
  return {
    ...{ subtotalMinor, discountMinor, shippingMinor: shippingMinor ?? 0, taxMinor, totalMinor },
    ...{ shippingDiscountMinor, exemptTaxMinor, pricesIncludeTax },
    ...discounts,
    taxLines: taxLines.map((line) => ({ ...line })),
  };
}

function frozenPromotion({
  code,
  ...promotion
}: AppliedDiscount): NonNullable<FrozenCart['promotions']>[number] {
  return { ...promotion, ...(code === null ? {} : { code }) };
}

/** The same of a line. */
export function frozenLinePrice({
  discounts,
  taxRateBasisPoints,
  taxMinor,
}: LinePrice): Pick<FrozenCart['lines'][number], 'discounts' | 'taxRateBasisPoints' | 'taxMinor'> {
  const taken = discounts.map(({ promotionId, amountMinor }) => ({ promotionId, amountMinor }));
  return { ...(taken.length === 0 ? {} : { discounts: taken }), taxRateBasisPoints, taxMinor };
}
