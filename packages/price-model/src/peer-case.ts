import type { Cart } from './cart.ts';

/** What a case says of a price; what it is silent about is not said. All in minor units. */
export interface Said {
  /** What the goods cost after discounts, with tax where prices include it. */
  readonly goodsMinor?: bigint;
  readonly linesMinor?: readonly bigint[];
  readonly deliveryMinor?: bigint;
  readonly taxMinor?: bigint;
  readonly totalMinor?: bigint;
}

/** A cart that a peer documents the price of, and what it comes to there and here. Prices that a source leaves open are ours. */
export interface PeerCase {
  readonly peer: string;
  readonly what: string;
  readonly source: string;
  readonly cart: Cart;
  readonly theirs: Said;
  /** Where it differs from theirs: ours, and why. */
  readonly here?: { readonly ours: Said; readonly why: string };
}
