/** What a cart comes to, and why. */
export interface PricedCart {
  /** In the order that they were taken. */
  readonly applied: readonly Applied[];
  /** By id. A promotion whose codes were not entered is neither applied nor refused. */
  readonly refused: readonly Refused[];
  /** Codes that were entered and that no promotion has, as they were entered. */
  readonly unknownCodes: readonly string[];
  /** By id. */
  readonly missing: readonly Missing[];
  /** In the order of the cart's. */
  readonly lines: readonly PricedLine[];
  readonly delivery: PricedDelivery | null;
  /** The highest rate first. */
  readonly taxLines: readonly TaxLine[];
  readonly taxMinor: bigint;
  /** What is to be paid. */
  readonly totalMinor: bigint;
}

export interface Off {
  /** One for each line of the cart, in its order. */
  readonly linesMinor: readonly bigint[];
  readonly deliveryMinor: bigint;
}

export interface Applied {
  readonly promotionId: string;
  readonly off: Off;
}

/** Of several reasons the first in this order. */
export type RefusalReason =
  | 'ENDED'
  | 'NOT_BEGUN'
  | 'USED_UP'
  | 'NOT_FOR_THIS_BUYER'
  | 'NOT_AT_THIS_HOUR'
  | 'SOMETHING_MISSING'
  | 'TAKES_NOTHING_OFF'
  | 'DOES_NOT_COMBINE';

export interface Refused {
  readonly promotionId: string;
  readonly reason: RefusalReason;
}

/** What would have to be added for a promotion, or for the next tier of one; what is not missing is null. */
export interface Missing {
  readonly promotionId: string;
  readonly kind: 'CONDITION' | 'NEXT_TIER';
  readonly amountMinor: bigint | null;
  readonly quantity: number | null;
}

export interface PricedLine {
  readonly id: string;
  readonly listTotalMinor: bigint;
  /** After discounts. */
  readonly restMinor: bigint;
  /** The rest, or less where nobody's tax is in it. The tax is within it where prices include tax. */
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
}

export interface PricedDelivery {
  readonly listMinor: bigint;
  readonly restMinor: bigint;
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
}

export interface TaxLine {
  readonly basisPoints: number;
  /** What was taxed, without the tax. */
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
}
