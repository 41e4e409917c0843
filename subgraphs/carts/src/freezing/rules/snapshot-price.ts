import type { FrozenCart } from '@cartwright/events';
import type { AppliedDiscount, CartPrice, LinePrice } from '../../pricing/door.ts';

type Amounts = Omit<CartPrice, 'lines' | 'promotions' | 'shippingMinor' | 'taxLines'>;
type FrozenPrice = Amounts & Pick<FrozenCart, 'promotions' | 'shippingMinor' | 'taxLines'>;

/** What a cart costs, as its order keeps it: discounts are left out where there are none. */
export function frozenPriceOf({
  lines: _lines,
  promotions,
  shippingMinor,
  taxLines,
  ...amounts
}: CartPrice): FrozenPrice {
  const discounts = promotions.length === 0 ? {} : { promotions: promotions.map(frozenPromotion) };
  return {
    ...amounts,
    ...discounts,
    taxLines: taxLines.map((line) => ({ ...line })),
    shippingMinor: shippingMinor ?? 0,
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
