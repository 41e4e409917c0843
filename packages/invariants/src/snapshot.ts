/** An order as its domain stores it. */
export interface SnapshotOrder {
  readonly id: string;
  readonly status: string;
  readonly step: string;
  /** What orders itself believes of its stock and of its payment. */
  readonly stock: string;
  readonly payment: string;
  readonly version: number;
  readonly totalMinor: number;
  readonly currency: string;
  readonly paymentId: string;
  /** Whether it was brought in with its whole past: then nothing was ever reserved for it here, and nobody told of it. */
  readonly isImported?: boolean;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
  /** The versions of its timeline, as stored. */
  readonly timeline: readonly { readonly version: number; readonly status: string }[];
}

/** What a client was told: this key made this order. */
export interface AcceptedOrder {
  readonly orderId: string;
  readonly ownerId: string;
  readonly key: string;
}

/** What a client was told: this key made no order, and why. */
export interface RefusedOrder {
  readonly ownerId: string;
  readonly key: string;
  readonly reason: string;
}

/** An idempotency key as it is stored. */
export interface SnapshotKey extends AcceptedOrder {
  readonly isCompleted: boolean;
}

/** Where the pieces of one variant are. */
export interface SnapshotStock {
  readonly variantId: string;
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  /** What there was at first, and what came in since. */
  readonly received: number;
  /** What came in as the harness itself knows it; undefined when it does not. */
  readonly delivered?: number | undefined;
}

/** What products holds for one order. */
export interface SnapshotReservation {
  readonly orderId: string;
  readonly status: string;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
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
  readonly currency: string;
  /** What it knows to be taken, and given back. */
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  /** What its receipt is of; null when there is none. */
  readonly receiptMinor: number | null;
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

/** A message that was put aside. `explanation` is what whoever runs the harness knows of it: null for nothing. */
export interface SnapshotParked extends HandledMessage {
  readonly reason: string;
  readonly explanation: string | null;
}

/** What a buyer is told. */
export interface SnapshotNotification {
  readonly orderId: string;
  readonly type: string;
  readonly channel: string;
  readonly businessId: string;
  readonly state: string;
}

/** What one subscriber saw of an order, over all its connections. */
export interface Observation {
  readonly subscriber: string;
  readonly orderId: string;
  readonly steps: readonly { readonly version: number; readonly status: string }[];
  /** Whether the subscriber stayed to the end. */
  readonly isComplete: boolean;
  /** Whether it asked from time to time instead of being told, so that it may have missed versions. */
  readonly isPolling?: boolean;
}

/** Something that a harness saw go wrong at the moment when it happened, which nothing that is stored would show. */
export interface Breach {
  readonly message: string;
  readonly orderId?: string;
}

/** All that the invariants speak of, in no one's terms. */
export interface Snapshot {
  readonly orders: readonly SnapshotOrder[];
  readonly accepted: readonly AcceptedOrder[];
  readonly refused: readonly RefusedOrder[];
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
  readonly breaches: readonly Breach[];
}

/** A store with nothing in it: what a harness that cannot see something leaves out. */
export const emptySnapshot: Snapshot = {
  orders: [],
  accepted: [],
  refused: [],
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
  breaches: [],
};
