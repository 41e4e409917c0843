/** A request as it is sent, over and over. */
export interface SentRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends the same few requests in turn. */
export interface RepeatJob {
  readonly kind: 'repeat';
  /** Of the server, without a path. */
  readonly origin: string;
  readonly clients: number;
  readonly seconds: number;
  readonly requests: readonly SentRequest[];
  /** How many requests in a second come from one address; fewer than the limits of production allow it. */
  readonly perAddressPerSecond: number;
}

/** What came of requests. */
export interface RepeatResult {
  readonly answered: number;
  readonly failures: readonly string[];
  readonly elapsedMs: number;
  /** How long each took. */
  readonly ms: readonly number[];
  /** Of the last answer. */
  readonly bytes: number;
}

/** Guests who buy one piece each, every one from a network of their own. */
export interface CheckoutJob {
  readonly kind: 'checkouts';
  readonly origin: string;
  readonly clients: number;
  readonly checkouts: number;
  /** What is bought, in turn. */
  readonly variantIds: readonly string[];
  /** Orders' database, as who may read it: that an order is confirmed is seen there, so that waiting costs the store nothing. */
  readonly ordersUrl: string;
  /** How often it is looked at. */
  readonly lookEachMs: number;
}

/** What came of checkouts. */
export interface CheckoutResult {
  readonly confirmed: number;
  readonly failures: readonly string[];
  readonly elapsedMs: number;
  /** From the request to the answer that accepts the order. */
  readonly acceptedMs: readonly number[];
  /** From the request to the order having come to its end. */
  readonly toldMs: readonly number[];
  /** Transactions in orders' database that were our own looks. */
  readonly looks: number;
  /** How many orders ended with each status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Each kind of load with its result. */
export interface Jobs {
  readonly repeat: { readonly job: RepeatJob; readonly result: RepeatResult };
  readonly checkouts: { readonly job: CheckoutJob; readonly result: CheckoutResult };
}

/** What the driver answers. */
export type Reply = { readonly result: unknown } | { readonly error: string };
