import type { SamplePrice } from './sample-types.ts';

const dollarsPerEuroPercent = 112;

/** How a product is priced, before the variant's own surcharge. */
export interface Pricing {
  /** Gross, in euro cents. */
  listMinor: number;
  /** 0 when the product is not reduced. */
  discountPercent: number;
  /** The cents that this product's euro prices below 100 end in. */
  endingMinor: number;
}

/** The prices of a variant that costs `factorPercent` of the product's list price; ends as shop prices do. */
export function priceVariant(pricing: Pricing, factorPercent: number): SamplePrice[] {
  const euros = Math.round((pricing.listMinor * factorPercent) / 100);
  const dollars = Math.round((euros * dollarsPerEuroPercent) / 100);
  return [
    { currency: 'EUR', ...reduce(euros, pricing.discountPercent, pricing.endingMinor) },
    { currency: 'USD', ...reduce(dollars, pricing.discountPercent, 99) },
  ];
}

function reduce(
  listMinor: number,
  discountPercent: number,
  endingMinor: number,
): Omit<SamplePrice, 'currency'> {
  const former = toShopPrice(listMinor, endingMinor);
  const amountMinor = toShopPrice(Math.round((listMinor * (100 - discountPercent)) / 100), endingMinor);
  return { amountMinor, compareAtMinor: former > amountMinor ? former : null };
}

/** 12.34 becomes 11.90 or 11.95; 123.45 becomes 119.00. */
function toShopPrice(amountMinor: number, endingMinor: number): number {
  if (amountMinor >= 9_950) return Math.round(amountMinor / 1_000) * 1_000 - 100;
  return Math.max(1, Math.round(amountMinor / 100)) * 100 - 100 + endingMinor;
}
