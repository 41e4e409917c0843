import type { FrozenCart } from '@cartwright/events';
import { titleIn } from '../../promotions/door.ts';
import type { AppliedDiscount, CartPrice, LinePrice } from '../../pricing/door.ts';

type Amounts = Omit<CartPrice, 'lines' | 'promotions' | 'shippingMinor' | 'taxLines'>;
type FrozenPrice = Amounts & Pick<FrozenCart, 'promotions' | 'shippingMinor' | 'taxLines'>;

/** What a cart costs, as its order keeps it, with titles in its language: discounts are left out where there are none. */
export function frozenPriceOf(
  { promotions, shippingMinor, taxLines, ...price }: CartPrice,
  language: string | undefined,
): FrozenPrice {
  const { subtotalMinor, discountMinor, shippingDiscountMinor, exemptTaxMinor } = price;
  const { pricesIncludeTax, taxMinor, totalMinor } = price;
  const discounts =
    promotions.length === 0 ? {} : { promotions: promotions.map((one) => frozenPromotion(one, language)) };
  return {
    ...{ subtotalMinor, discountMinor, shippingMinor: shippingMinor ?? 0, taxMinor, totalMinor },
    ...{ shippingDiscountMinor, exemptTaxMinor, pricesIncludeTax },
    ...discounts,
    taxLines: taxLines.map((line) => ({ ...line })),
  };
}

function frozenPromotion(
  { code, translations, ...promotion }: AppliedDiscount,
  language: string | undefined,
): NonNullable<FrozenCart['promotions']>[number] {
  const title = language === undefined ? promotion.title : titleIn({ ...promotion, translations }, language);
  return { ...promotion, title, ...(code === null ? {} : { code }) };
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
