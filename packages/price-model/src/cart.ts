/** What is priced. All amounts are whole minor units of one currency, whatever its decimals; the model never asks which. */
export interface Cart {
  /** In the order that they stand in: of equals the earlier line comes first. Ids differ. */
  readonly lines: readonly Line[];
  /** Ids differ. Their order here means nothing. */
  readonly promotions: readonly Promotion[];
  readonly enteredCodes: readonly string[];
  readonly buyer: Buyer;
  readonly now: Moment;
  /** The way of delivery that was chosen, or null where none was. */
  readonly delivery: Delivery | null;
  readonly zone: Zone;
}

/** Variants of one product, at one unit price. */
export interface Line {
  readonly id: string;
  readonly productId: string;
  readonly variantId: string;
  readonly categoryIds: readonly string[];
  readonly collectionIds: readonly string[];
  /** Values by attribute. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly unitPriceMinor: bigint;
  /** At least 1. */
  readonly quantity: number;
  /** Whether no price list makes it cheaper already. */
  readonly isFullPrice: boolean;
  readonly unitGrams: number;
  /** The rate of its class of product in the buyer's zone. */
  readonly taxBasisPoints: number;
}

export type PromotionClass = 'PRODUCT' | 'ORDER' | 'SHIPPING';

export interface Promotion {
  readonly id: string;
  /** The larger first. */
  readonly priority: number;
  readonly combinesWith: readonly PromotionClass[];
  readonly conditions: Conditions;
  /** One of them must have been entered, where there are any. */
  readonly codes: readonly string[];
  readonly selection: Selection;
  readonly effect: Effect;
  /** Inclusive; null where it has always been. On the clock of `Moment.at`. */
  readonly beginsAt: number | null;
  /** Exclusive; null where it never ends. */
  readonly endsAt: number | null;
  /** Its limit, or this buyer's, is reached. */
  readonly isUsedUp: boolean;
}

/** Lines by the ids of any list (all lines where all four are empty), of these those that have each attribute. */
export interface Selection {
  readonly productIds: readonly string[];
  readonly variantIds: readonly string[];
  readonly categoryIds: readonly string[];
  readonly collectionIds: readonly string[];
  /** Of each attribute that is named, one of the values. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly onlyFullPrice: boolean;
}

/** Null and empty lists ask for nothing. */
export interface Conditions {
  readonly minimumMinor: bigint | null;
  readonly minimumQuantity: number | null;
  readonly customerIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly countries: readonly string[];
  readonly firstOrderOnly: boolean;
  /** 0 is the hour from Monday's midnight, 167 the one before the next. */
  readonly hoursOfWeek: readonly number[];
}

export interface Tier {
  readonly fromMinor: bigint;
  readonly off: { readonly basisPoints: number } | { readonly amountMinor: bigint };
}

/** The table of effects of the decision, row by row. */
export type Effect =
  | { readonly kind: 'PERCENTAGE'; readonly of: PromotionClass; readonly basisPoints: number }
  | { readonly kind: 'FIXED_AMOUNT'; readonly of: PromotionClass; readonly amountMinor: bigint }
  | { readonly kind: 'FIXED_PRICE'; readonly amountMinor: bigint }
  | {
      readonly kind: 'BUY_X_GET_Y';
      readonly buys: Selection;
      readonly buyQuantity: number;
      readonly getQuantity: number;
      readonly basisPoints: number;
      readonly maxApplications: number | null;
    }
  | {
      readonly kind: 'BUNDLE_PRICE';
      readonly quantity: number;
      readonly amountMinor: bigint;
      readonly maxApplications: number | null;
    }
  | { readonly kind: 'TIERED'; readonly tiers: readonly Tier[] }
  | { readonly kind: 'GIFT'; readonly variantId: string; readonly quantity: number }
  | {
      readonly kind: 'FREE_SHIPPING';
      readonly options: readonly string[];
      readonly maximumMinor: bigint | null;
    };

/** What is known of the buyer; null is what is not known. */
export interface Buyer {
  readonly customerId: string | null;
  readonly groupIds: readonly string[];
  readonly country: string | null;
  readonly isFirstOrder: boolean | null;
}

export interface Moment {
  readonly at: number;
  readonly hourOfWeek: number;
}

export interface Delivery {
  readonly optionId: string;
  /** The last one whose two bounds are reached says the price; the first is from 0 and 0. */
  readonly bands: readonly DeliveryBand[];
  readonly taxBasisPoints: number;
}

export interface DeliveryBand {
  /** What the goods cost after product and order discounts, inclusive. */
  readonly fromMinor: bigint;
  /** What the goods weigh together, inclusive. */
  readonly fromGrams: number;
  readonly amountMinor: bigint;
}

/** What the buyer's country says, and whether the buyer pays tax there at all. */
export interface Zone {
  readonly pricesIncludeTax: boolean;
  readonly rounding: 'LINE' | 'RATE';
  readonly deliveryTax: 'OWN_CLASS' | 'PROPORTIONAL';
  readonly paysTax: boolean;
}
