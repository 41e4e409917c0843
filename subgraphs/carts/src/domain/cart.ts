import type { FrozenCart } from '@cartwright/events';

/** The currencies that the store sells in. */
export const storeCurrencies = ['EUR', 'USD'] as const;
export type StoreCurrency = (typeof storeCurrencies)[number];

export type CartStatus = 'ACTIVE' | 'CHECKING_OUT' | 'COMPLETED';

/** What carts know of a variant, in one currency. */
export interface Offer {
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly forSale: boolean;
  /** Tax included; null when the variant has no price in the currency. */
  readonly unitPriceMinor: number | null;
  /** Capped at 100; null as long as nothing was heard of it. */
  readonly available: number | null;
}

/** One variant in a cart. */
export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  /** The unit price that the buyer was last told. */
  readonly quotedUnitMinor: number;
  readonly offer: Offer;
}

/** Who buys and where it goes, as far as it is known. */
export interface BuyerIdentity {
  readonly email: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null;
  readonly postalCode: string | null;
}

/** A lock on a cart for one order. */
export interface Freeze {
  readonly orderId: string;
  readonly frozenAt: Date;
  /** Whether the order is known to be placed; an unconfirmed freeze lapses. */
  readonly confirmed: boolean;
  readonly snapshot: FrozenCart;
}

/** A cart with its lines, oldest first, and what is known of their variants. */
export interface Cart {
  readonly id: string;
  readonly ownerId: string;
  readonly currency: StoreCurrency;
  readonly status: CartStatus;
  readonly lines: readonly CartLine[];
  readonly buyer: BuyerIdentity;
  /** Code of the selected way of delivery. */
  readonly deliveryOption: string | null;
  /** Null exactly while the cart is ACTIVE. */
  readonly freeze: Freeze | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
