import type { PromotionClass, Titled } from '../../promotions/door.ts';

/** A promotion that a cart is cheaper by, with all that it takes off. */
export interface AppliedDiscount extends Titled {
  readonly promotionId: string;
  /** Null where none was needed. */
  readonly code: string | null;
  readonly class: PromotionClass;
  readonly amountMinor: number;
}

/** What a promotion takes off one line. */
export interface LineDiscount extends Titled {
  readonly promotionId: string;
  readonly code: string | null;
  readonly amountMinor: number;
}

/** What of a line is not told by its unit price and its quantity. */
export interface LinePrice {
  /** In the order that they were taken off; none of 0. */
  readonly discounts: readonly LineDiscount[];
  /** 0 of a buyer who pays no tax. */
  readonly taxRateBasisPoints: number;
  /** Of what is left after discounts. */
  readonly taxMinor: number;
}

/** All that has one rate of tax, in minor units. */
export interface CartTaxLine {
  readonly rateBasisPoints: number;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/**
 * What a cart costs, in minor units: `totalMinor` is `subtotalMinor` less `discountMinor`, with `shippingMinor`, less `exemptTaxMinor`, and
 * with `taxMinor` where prices do not include tax. None is more than `largestMinor`, at which that sum need not hold.
 */
export interface CartPrice {
  readonly subtotalMinor: number;
  /** Off the lines and the delivery. */
  readonly discountMinor: number;
  /** Before discounts. Null when no delivery option is selected, the selected one is not offered, or there is nothing to send. */
  readonly shippingMinor: number | null;
  /** Of `discountMinor` what is off the delivery. */
  readonly shippingDiscountMinor: number;
  /** What a buyer who pays no tax pays less than prices that include it. */
  readonly exemptTaxMinor: number;
  readonly pricesIncludeTax: boolean;
  readonly taxMinor: number;
  /** By rate, the highest first; their sum is `taxMinor`. */
  readonly taxLines: readonly CartTaxLine[];
  readonly totalMinor: number;
  /** Aligned with the lines of the cart. */
  readonly lines: readonly LinePrice[];
  /** In the order that they were taken off. */
  readonly promotions: readonly AppliedDiscount[];
}

/** Why a code does nothing, of several reasons the first in this order; what is missing is told, in minor units and pieces. */
export type WhyCode =
  | { readonly reason: 'NOT_FOUND' | 'ENDED' | 'NOT_BEGUN' | 'USED_UP' | 'NOT_FOR_BUYER' | 'NOT_NOW' }
  | {
      readonly reason: 'SOMETHING_MISSING';
      readonly missingMinor: number | null;
      readonly missingQuantity: number | null;
    }
  | { readonly reason: 'NOTHING_TO_TAKE_OFF' }
  | { readonly reason: 'DOES_NOT_COMBINE'; readonly withPromotionId: string };

/** A code that a buyer has entered, and why it does nothing; null where its promotion is used. */
export interface QuotedCode {
  readonly code: string;
  readonly promotionId: string | null;
  readonly why: WhyCode | null;
}
