import type { FrozenCart, MessageAddress } from '@cartwright/events';
import type { Metafield } from '@cartwright/metafields';
import type { StoreCurrency } from '@cartwright/money';
import type { Offer } from '../../offers/door.ts';
import type { EnteredCode } from '../../promotions/door.ts';
import type { TaxIdentity } from '../../taxes/door.ts';
import { noDetails, type CartDetails } from './cart-details.ts';
import type { CartStatus } from './cart-status.ts';
import type { Warning } from './warning.ts';

/** One variant in a cart. */
export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  /** The unit price that the buyer has last seen. */
  readonly quotedUnitMinor: number;
  /** What the buyer has said of it beyond the schema. */
  readonly metafields: readonly Metafield[];
  /** What staff keep of it, for themselves. */
  readonly privateMetafields: readonly Metafield[];
  readonly offer: Offer;
}

/** Who buys and where it goes, as far as it is known. */
export interface BuyerIdentity {
  readonly email: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null;
  readonly postalCode: string | null;
  /** In that country; null while none is known. */
  readonly shippingAddress: MessageAddress | null;
  /** Null when it is the shipping address. */
  readonly billingAddress: MessageAddress | null;
}

/** Nothing is known of the buyer. */
export const unknownBuyer: BuyerIdentity = {
  email: null,
  countryCode: null,
  postalCode: null,
  shippingAddress: null,
  billingAddress: null,
};

/** What keeps a cart as it is for one order. */
export interface Freeze {
  readonly orderId: string;
  readonly frozenAt: Date;
  /** Whether the order is known to be placed; an unconfirmed freeze expires. */
  readonly confirmed: boolean;
  readonly snapshot: FrozenCart;
}

/** A cart with its lines, oldest first, and what is known of their variants. */
export interface Cart {
  readonly id: string;
  readonly ownerId: string;
  /** Whether a guest began it, and no customer has taken it over: it is deleted when nobody comes back to it. */
  readonly isGuests: boolean;
  /** The groups of customers that its owner is in. */
  readonly groupIds: readonly string[];
  readonly currency: StoreCurrency;
  readonly status: CartStatus;
  readonly lines: readonly CartLine[];
  readonly buyer: BuyerIdentity;
  /** Code of the selected delivery option; null while none is selected. */
  readonly deliveryOption: string | null;
  /** Whether staff have said that the buyer pays no tax. */
  readonly isExempt: boolean;
  /** Whether the buyer has ordered nothing before; left out while nobody knows. */
  readonly isFirstOrder?: boolean;
  /** What its buyer calls it while it is put aside, kept while it is ordered; null for the one in use. */
  readonly savedAs: string | null;
  /** The cart that was copied into this one last, by a mailed link; null for none. */
  readonly restoredFrom: string | null;
  readonly details: CartDetails;
  /** The codes that the buyer has entered, in that order, with what they are for at the moment. */
  readonly enteredCodes: readonly EnteredCode[];
  /** The business that buys; null where none was said. */
  readonly taxIdentity: TaxIdentity | null;
  /** What was changed without the buyer's asking and is not told yet. */
  readonly pendingWarnings: readonly Warning[];
  /** What the buyer has said of it beyond the schema. */
  readonly metafields: readonly Metafield[];
  /** What staff keep of it, for themselves. */
  readonly privateMetafields: readonly Metafield[];
  /** Null exactly while the cart is open. */
  readonly freeze: Freeze | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An empty cart. */
export function newCart({
  id,
  ownerId,
  isGuests = false,
  currency,
  now,
}: Pick<Cart, 'id' | 'ownerId' | 'currency'> &
  Partial<Pick<Cart, 'isGuests'>> & { readonly now: Date }): Cart {
  return {
    id,
    ownerId,
    isGuests,
    groupIds: [],
    currency,
    status: 'ACTIVE',
    lines: [],
    buyer: unknownBuyer,
    deliveryOption: null,
    savedAs: null,
    restoredFrom: null,
    details: noDetails,
    enteredCodes: [],
    isExempt: false,
    taxIdentity: null,
    pendingWarnings: [],
    metafields: [],
    privateMetafields: [],
    freeze: null,
    createdAt: now,
    updatedAt: now,
  };
}
