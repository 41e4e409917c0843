import type {
  SnapshotFlashOffer,
  SnapshotReservation,
  SnapshotShare,
  SnapshotStock,
} from './snapshot-stock.ts';

/** What something costs, in minor units of one currency, tax included in each amount unless an order's details say that it is not. */
export interface Price {
  readonly currency: string;
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  /** The tax that `totalMinor` includes. */
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** How the amounts of an order came about. */
export interface SnapshotPriceDetails {
  readonly promotions?:
    | readonly { readonly promotionId: string; readonly class: string; readonly amountMinor: number }[]
    | undefined;
  readonly shippingDiscountMinor?: number | undefined;
  readonly taxLines?: readonly { readonly netMinor: number; readonly taxMinor: number }[] | undefined;
  readonly pricesIncludeTax?: boolean | undefined;
  readonly exemptTaxMinor?: number | undefined;
}

/** One variant of an order. */
export interface SnapshotLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly totalMinor: number;
  /** What promotions took off it; null or left out for nothing. */
  readonly discounts?:
    readonly { readonly promotionId: string; readonly amountMinor: number }[] | null | undefined;
  /** The variant's own price, which its price followed from; null where a price list named one instead, left out where it is the price itself. */
  readonly basePriceMinor?: number | null | undefined;
  /** What lists said that one piece cost this buyer when it was ordered; left out where the harness does not know. */
  readonly listedMinor?: number | undefined;
  /** What the bundle consisted of when it was ordered; null or left out for all that is none, and for orders from before that was kept. */
  readonly bundleParts?: readonly SnapshotShare[] | null | undefined;
}

/** A parcel with all or some of an order. */
export interface SnapshotParcel {
  readonly id: string;
  readonly isDelivered: boolean;
  readonly lines: readonly Pick<SnapshotLine, 'variantId' | 'quantity'>[];
}

/** An order as its domain stores it. */
export interface SnapshotOrder extends Price {
  readonly id: string;
  readonly status: string;
  readonly step: string;
  /** The state of its stock and of its payment, as recorded by orders. */
  readonly stock: string;
  readonly payment: string;
  /** What became of the review of its payment: `APPROVED`; null when there was none. */
  readonly reviewState: string | null;
  /** How far its goods are, as recorded by orders, and the parcels themselves. */
  readonly fulfillment: string;
  readonly parcels: readonly SnapshotParcel[];
  readonly version: number;
  readonly paymentId: string;
  readonly cartId: string;
  /** The country that it is sent to (ISO 3166-1 alpha-2), and the code of its delivery option. */
  readonly countryCode: string;
  readonly shippingMethod: string;
  /** Whether it was imported with its history: then nothing was ever reserved for it, and nobody notified. */
  readonly isImported?: boolean;
  /** Whether its buyer was erased: then nobody has the mails about it any more. */
  readonly isErased?: boolean;
  readonly lines: readonly SnapshotLine[];
  /** Null or left out for orders from before it was kept. */
  readonly priceDetails?: SnapshotPriceDetails | null | undefined;
  /** Whoever may have only so many of a flash offer; left out where the harness does not say. */
  readonly buyer?: string | undefined;
  /** The versions of its timeline, as stored. */
  readonly timeline: readonly { readonly version: number; readonly status: string }[];
}

/** A client was answered that this key made this order. */
export interface AcceptedOrder {
  readonly orderId: string;
  readonly ownerId: string;
  readonly key: string;
}

/** A client was answered that this key made no order, and why. */
export interface RefusedOrder {
  readonly ownerId: string;
  readonly key: string;
  readonly reason: string;
}

/** The price that a client was shown before the order was placed. */
export interface Quote extends Price {
  readonly orderId: string;
}

/** What the catalogue says that one piece costs in a currency, as a harness knows it. */
export interface CataloguePrice {
  readonly variantId: string;
  readonly currency: string;
  readonly amountMinor: number;
}

/** An idempotency key as it is stored. */
export interface SnapshotKey extends AcceptedOrder {
  readonly isCompleted: boolean;
}

/** A cart as its domain stores it. */
export interface SnapshotCart {
  readonly id: string;
  readonly status: string;
  /** The order that it is frozen for; null when it is in use. */
  readonly orderId: string | null;
}

/** A payment as its domain stores it. */
export interface SnapshotPayment {
  readonly id: string;
  readonly orderId: string;
  readonly state: string;
  readonly amountMinor: number;
  /** What was thought of its risk: `REVIEW`; null when that was not judged. */
  readonly riskDecision: string | null;
  /** The tax that the amount includes. */
  readonly taxMinor: number;
  readonly currency: string;
  /** What it knows to be taken, and given back. */
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  /** What its receipt says; null when there is none. */
  readonly receipt: Pick<SnapshotPayment, 'amountMinor' | 'taxMinor' | 'currency'> | null;
  /** Whether there is a credit note of all that the receipt is of. */
  readonly isCredited: boolean;
}

/** One charge in the provider's own books, amounts in minor units. */
export interface LedgerCharge {
  /** The payment that it is of. */
  readonly reference: string;
  readonly orderId: string;
  /** Undefined when the books do not say. */
  readonly currency?: string | undefined;
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly voidedMinor: number;
  readonly refundedMinor: number;
  /** What the provider was asked for and refused, since it did not fit: `capture of 2000`; undefined when unknown. */
  readonly refused?: readonly string[] | undefined;
}

/** A message of an outbox. */
export interface SnapshotMessage {
  readonly domain: string;
  readonly type: string;
  readonly businessId: string;
  readonly isPublished: boolean;
}

/** A row of an inbox. */
export interface HandledMessage {
  readonly domain: string;
  readonly type: string;
  readonly businessId: string;
}

/** A parked message. `explanation` is why the harness expects it; null when it does not. */
export interface SnapshotParked extends HandledMessage {
  readonly reason: string;
  readonly explanation: string | null;
}

/** A notification to a buyer. */
export interface SnapshotNotification {
  readonly orderId: string;
  readonly type: string;
  readonly channel: string;
  readonly businessId: string;
  readonly state: string;
  /** BCP 47: what the text is written in. */
  readonly language: string;
  /** The text; undefined when it is not known. */
  readonly text?: string | undefined;
}

/** What one subscriber saw of an order, over all its connections. */
export interface Observation {
  readonly subscriber: string;
  readonly orderId: string;
  readonly steps: readonly { readonly version: number; readonly status: string }[];
  /** Whether the subscriber stayed to the end. */
  readonly isComplete: boolean;
  /** Whether it polled instead of subscribing, so that it may have missed versions. */
  readonly isPolling?: boolean;
}

/** A person whom one domain has been asked to erase. */
export interface SnapshotErasure {
  readonly domain: string;
  readonly customerId: string;
  /** The customer's id, and those of the guests who turned out to be this customer. */
  readonly personIds: readonly string[];
  /** Of the request that waits for an answer; null where none does. */
  readonly requestId: string | null;
  /** Whether the domain says that nothing is left. */
  readonly isErased: boolean;
  /** What it waits for: `ORDERS_UNDER_WAY`; null when nothing is in the way. */
  readonly waitsFor: string | null;
}

/** Something that a domain stores and that names a person who is to be erased. */
export interface SnapshotTrace {
  readonly domain: string;
  readonly customerId: string;
  /** In words: `the buyer of order CW-100001`. */
  readonly what: string;
}

/** A fault that a harness saw when it happened, and that no stored data would show. */
export interface Breach {
  readonly message: string;
  readonly orderId?: string;
}

/** What a domain has recorded of the deeds of staff, compared with itself and with what another domain was told of it. */
export interface SnapshotChain {
  readonly domain: string;
  readonly witness: string;
  readonly entries: number;
  /** How many of them the witness has heard of. */
  readonly witnessed: number;
  /** The first entry that is not as it was written; null for a whole chain. */
  readonly broken: { readonly position: number; readonly fault: string } | null;
}

/** All that the invariants speak of, in no one's terms. */
export interface Snapshot {
  readonly orders: readonly SnapshotOrder[];
  readonly accepted: readonly AcceptedOrder[];
  readonly refused: readonly RefusedOrder[];
  readonly quotes: readonly Quote[];
  readonly prices: readonly CataloguePrice[];
  readonly flashOffers: readonly SnapshotFlashOffer[];
  readonly keys: readonly SnapshotKey[];
  readonly stock: readonly SnapshotStock[];
  readonly reservations: readonly SnapshotReservation[];
  readonly carts: readonly SnapshotCart[];
  readonly payments: readonly SnapshotPayment[];
  readonly ledger: readonly LedgerCharge[];
  readonly sent: readonly SnapshotMessage[];
  readonly handled: readonly HandledMessage[];
  /** Which domain handles which type. */
  readonly routes: readonly { readonly type: string; readonly domain: string }[];
  readonly parked: readonly SnapshotParked[];
  readonly notifications: readonly SnapshotNotification[];
  readonly observations: readonly Observation[];
  readonly erasures: readonly SnapshotErasure[];
  readonly traces: readonly SnapshotTrace[];
  readonly breaches: readonly Breach[];
  readonly chains: readonly SnapshotChain[];
}

/** A store with nothing in it: what a harness that cannot see something leaves out. */
export const emptySnapshot: Snapshot = {
  orders: [],
  accepted: [],
  refused: [],
  quotes: [],
  prices: [],
  flashOffers: [],
  keys: [],
  stock: [],
  reservations: [],
  carts: [],
  payments: [],
  ledger: [],
  sent: [],
  handled: [],
  routes: [],
  parked: [],
  notifications: [],
  observations: [],
  erasures: [],
  traces: [],
  breaches: [],
  chains: [],
};
