import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { ViewerContext } from '@cartwright/identity';
import type { Importance, Readiness } from '@cartwright/process';
import type { GraphQLFormattedError } from 'graphql';

/**
 * An operation of the same process, by value. Nothing is signed: whoever holds a `LocalSubgraph` is taken at their word, and no
 * way leads to one from outside.
 */
export interface LocalCall {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What is forwarded of the client's request, under lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Who asks, as the caller has verified. */
  readonly asker: ViewerContext;
  /** Aborted when nobody waits any more; not for what changes something, which is carried to its end. */
  readonly gone?: AbortSignal | undefined;
  /** How important it is, and who is told how many milliseconds it has waited. */
  readonly turn?: { readonly importance: Importance; readonly waited: (ms: number) => void } | undefined;
}

/** The answer to one; its data are the caller's own. */
export interface LocalAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

/** How a subscription of the same process ended. */
export type LocalEnd =
  | { readonly kind: 'completed' }
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  /** It may be opened again. */
  | { readonly kind: 'lost'; readonly reason: string };

/** Is told what a subscription brings; `ended` is called once, and nothing after it. */
export interface LocalObserver {
  connected(): void;
  event(answer: LocalAnswer): void;
  ended(end: LocalEnd): void;
}

/** A request that is not GraphQL. */
export interface LocalRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Whole, or as it comes. */
  readonly body: Buffer | Readable | undefined;
}

/** The answer to one. */
export interface LocalReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
}

/** A subgraph as the other parts of the same process reach it. */
export interface LocalSubgraph {
  /** Answers a query or mutation. @throws Error once it is shutting down */
  readonly execute: (call: LocalCall) => Promise<LocalAnswer>;
  /** Opens a subscription; the returned function leaves it, after which the observer is told nothing. */
  readonly subscribe: (call: LocalCall, observer: LocalObserver) => () => void;
  /** What `/health/ready` would say. */
  readonly readiness: () => Promise<Readiness>;
  /** Answers on the subgraph's own routes, such as pictures and webhooks. */
  readonly request: (request: LocalRequest) => Promise<LocalReply>;
  /** Answers what another subgraph asks, by the path at which it could ask over HTTP. @throws TypeError when there is no such path */
  readonly ask: (path: string, question: unknown) => Promise<unknown>;
}
