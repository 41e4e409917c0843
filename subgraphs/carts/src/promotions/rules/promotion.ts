import type { Titled } from './titles.ts';

/** What a promotion makes cheaper; classes are worked out in this order. */
export type PromotionClass = 'PRODUCT' | 'ORDER' | 'SHIPPING';

/**
 * Which lines of a cart a promotion looks at: those that one of the lists of ids names (all where those are empty), of them those with all
 * of the attributes.
 */
export interface Selection {
  readonly productIds: readonly string[];
  readonly variantIds: readonly string[];
  /** Of categories and all below them. */
  readonly categoryIds: readonly string[];
  readonly collectionIds: readonly string[];
  /** Attributes of the product or the variant, each with one of these values. */
  readonly attributes: readonly { readonly key: string; readonly values: readonly string[] }[];
  /** Whether what is reduced already is left out. */
  readonly onlyFullPrice: boolean;
}

/** All lines. */
export const everything: Selection = {
  productIds: [],
  variantIds: [],
  categoryIds: [],
  collectionIds: [],
  attributes: [],
  onlyFullPrice: false,
};

/** A step of a discount that grows with what is bought. */
export interface Tier {
  /** What the selected lines have to come to. */
  readonly fromMinor: number;
  readonly off: { readonly basisPoints: number } | { readonly amountMinor: number };
}

/** What a promotion takes off; amounts are minor units of the cart's currency, shares are basis points (1 % is 100). */
export type PromotionEffect =
  | { readonly kind: 'PERCENTAGE'; readonly of: PromotionClass; readonly basisPoints: number }
  /** Off each piece of products, off the selected lines together, or off the delivery. */
  | { readonly kind: 'FIXED_AMOUNT'; readonly of: PromotionClass; readonly amountMinor: number }
  /** What one piece costs instead. */
  | { readonly kind: 'FIXED_PRICE'; readonly amountMinor: number }
  | {
      readonly kind: 'BUY_X_GET_Y';
      readonly buys: Selection;
      readonly buyQuantity: number;
      readonly getQuantity: number;
      /** Off what is got: 10,000 is free. */
      readonly basisPoints: number;
      readonly maxApplications: number | null;
    }
  /** What so many pieces cost together. */
  | {
      readonly kind: 'BUNDLE_PRICE';
      readonly quantity: number;
      readonly amountMinor: number;
      readonly maxApplications: number | null;
    }
  | { readonly kind: 'TIERED'; readonly tiers: readonly Tier[] }
  | { readonly kind: 'GIFT'; readonly variantId: string; readonly quantity: number }
  | {
      readonly kind: 'FREE_SHIPPING';
      readonly options: readonly string[];
      readonly maximumMinor: number | null;
    };

/** What has to hold for a promotion, all of it; what is null or empty asks for nothing. */
export interface PromotionConditions {
  /** What the selected lines come to: before discounts for products, after those of products for the rest. */
  readonly minimumMinor: number | null;
  /** Pieces of the selected lines. */
  readonly minimumQuantity: number | null;
  readonly customerIds: readonly string[];
  readonly groupIds: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly firstOrderOnly: boolean;
  /** In the shop's time zone; at any time where there are none. */
  readonly hours: readonly WeeklyHours[];
}

/** Asks for nothing. */
export const noConditions: PromotionConditions = {
  minimumMinor: null,
  minimumQuantity: null,
  customerIds: [],
  groupIds: [],
  countries: [],
  firstOrderOnly: false,
  hours: [],
};

/** Days of the week (1 is Monday, ISO 8601) and minutes of the day between which something holds; over midnight where `from` is later. */
export interface WeeklyHours {
  readonly days: readonly number[];
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** A discount that staff have laid down, in one currency. */
export interface Promotion extends Titled {
  readonly id: string;
  /** The larger is looked at first. */
  readonly priority: number;
  readonly combinesWith: readonly PromotionClass[];
  readonly selection: Selection;
  readonly conditions: PromotionConditions;
  readonly effect: PromotionEffect;
}

/** A promotion that is tried on a cart, with the code that asked for it; null for one that needs none. */
export interface Candidate {
  readonly promotion: Promotion;
  readonly code: string | null;
}

type Kind = PromotionEffect['kind'];

/** What the class follows from, in one currency or in all. */
type ClassedEffect =
  | { readonly kind: 'PERCENTAGE' | 'FIXED_AMOUNT'; readonly of: PromotionClass }
  | { readonly kind: Exclude<Kind, 'PERCENTAGE' | 'FIXED_AMOUNT'> };

/** The class of what a promotion takes off. */
export function classOf({ effect }: { readonly effect: ClassedEffect }): PromotionClass {
  switch (effect.kind) {
    case 'PERCENTAGE':
    case 'FIXED_AMOUNT':
      return effect.of;
    case 'FIXED_PRICE':
    case 'BUY_X_GET_Y':
    case 'BUNDLE_PRICE':
    case 'GIFT':
      return 'PRODUCT';
    case 'TIERED':
      return 'ORDER';
    case 'FREE_SHIPPING':
      return 'SHIPPING';
  }
}
