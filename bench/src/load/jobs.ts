/** A request as it is sent, over and over. */
export interface SentRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** `{{new}}` in it stands for an id that is new each time. */
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

/** Sends requests at a rate of their own, whatever comes of them. */
export interface FloodJob extends Pick<RepeatJob, 'origin' | 'seconds' | 'requests' | 'perAddressPerSecond'> {
  readonly kind: 'flood';
  readonly perSecond: number;
}

/** An answer that holds what was asked for. */
export interface Served {
  /** When it was asked for, from the beginning of the job on. */
  readonly atMs: number;
  /** How long it took. */
  readonly ms: number;
}

/** What came of them. */
export interface FloodResult {
  readonly sent: number;
  /** For how long requests were sent. */
  readonly elapsedMs: number;
  readonly served: readonly Served[];
  /** How long each took that was answered with 429 or 503. */
  readonly refusedMs: readonly number[];
  /** How many of these did not say when to come again. */
  readonly withoutRetryAfter: number;
  /** All others: wrong answers, broken connections, and what was not answered at all. */
  readonly failed: number;
  /** Some of them. */
  readonly failures: readonly string[];
}

/** Guests who come at a rate of their own, and buy one piece each. */
export interface ShopJob extends Pick<CheckoutJob, 'origin' | 'variantIds' | 'ordersUrl'> {
  readonly kind: 'shop';
  readonly seconds: number;
  readonly perSecond: number;
}

/** What came of them. */
export interface ShopResult extends Pick<CheckoutResult, 'acceptedMs' | 'toldMs' | 'failures'> {
  readonly begun: number;
  /** In which each order ended; of those that were not accepted, the type of the answer. */
  readonly statuses: readonly string[];
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

/** Which shop it is, and what its storefront knows of it. */
export type PeerShop =
  | { readonly software: 'vendure'; readonly variantIds: readonly string[] }
  | {
      readonly software: 'medusa';
      readonly variantIds: readonly string[];
      readonly regionId: string;
      /** What each request of a storefront carries. */
      readonly publishableKey: string;
    };

/** Guests who buy one piece each from another shop, every one on a connection of their own. */
export interface PeerJob {
  readonly kind: 'peer';
  readonly origin: string;
  readonly clients: number;
  readonly checkouts: number;
  readonly shop: PeerShop;
}

/** What came of them. */
export interface PeerResult {
  readonly bought: number;
  readonly failures: readonly string[];
  readonly elapsedMs: number;
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
  readonly flood: { readonly job: FloodJob; readonly result: FloodResult };
  readonly shop: { readonly job: ShopJob; readonly result: ShopResult };
  readonly checkouts: { readonly job: CheckoutJob; readonly result: CheckoutResult };
  readonly peer: { readonly job: PeerJob; readonly result: PeerResult };
  readonly hold: { readonly job: HoldJob; readonly result: HoldResult };
  readonly events: { readonly job: EventsJob; readonly result: EventsResult };
  readonly release: { readonly job: ReleaseJob; readonly result: null };
}

/** Any of them. */
export type Job = Jobs[keyof Jobs]['job'];

/** What the driver answers. */
export type Reply = { readonly result: unknown } | { readonly error: string };
