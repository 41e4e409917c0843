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
  /** All fill their carts first, and then order at the same moment; each client buys once. */
  readonly isTogether?: boolean;
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
  /** How many orders ended with each status; of those that were not accepted, the type of the answer. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Opens WebSockets and leaves them open, each from an address of its own. */
export interface HoldJob {
  readonly kind: 'hold';
  /** Of the server, without a path. */
  readonly origin: string;
  readonly sockets: number;
  /** What they subscribe to in turn as graphql-transport-ws, until its first event is there; nothing where the server only broadcasts. */
  readonly subscriptions?: { readonly queries: readonly string[]; readonly token: string };
}

/** What came of opening them. */
export interface HoldResult {
  readonly opened: number;
  readonly failures: readonly string[];
  readonly elapsedMs: number;
  /** Of the last message. */
  readonly bytes: number;
}

/** Waits until every open socket has had so many more messages. */
export interface EventsJob {
  readonly kind: 'events';
  readonly each: number;
}

/** When the messages came, in milliseconds since 1970. */
export interface EventsResult {
  readonly at: readonly number[];
  readonly bytes: number;
}

/** Closes every open socket. */
export interface ReleaseJob {
  readonly kind: 'release';
}

/** Each kind of load with its result. */
export interface Jobs {
  readonly repeat: { readonly job: RepeatJob; readonly result: RepeatResult };
  readonly checkouts: { readonly job: CheckoutJob; readonly result: CheckoutResult };
  readonly hold: { readonly job: HoldJob; readonly result: HoldResult };
  readonly events: { readonly job: EventsJob; readonly result: EventsResult };
  readonly release: { readonly job: ReleaseJob; readonly result: null };
}

/** Any of them. */
export type Job = Jobs[keyof Jobs]['job'];

/** What the driver answers. */
export type Reply = { readonly result: unknown } | { readonly error: string };
