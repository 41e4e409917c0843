import type { ViewerContext } from '@cartwright/identity';
import type { GraphQLFormattedError } from 'graphql';
import type { Importance } from '@cartwright/process';
import type { ForwardedHeaders } from './forwarded-headers.ts';

/** How important a request is, and who is told how many milliseconds it waited before it was begun. */
export interface Turn {
  readonly importance: Importance;
  readonly waited: (ms: number) => void;
}

/** An operation for one subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** All of the above as JSON, where it has been written already. */
  readonly body?: string | undefined;
  readonly forwarded: ForwardedHeaders;
  /** Who asks, as the gateway has verified: for a subgraph in this process. Another process verifies the token itself. Nobody when left out. */
  readonly asker?: ViewerContext | undefined;
  /** Aborted when nobody waits for the answer any more: the request is given up. Never set for what changes something. */
  readonly gone?: AbortSignal | undefined;
  readonly turn?: Turn | undefined;
}

/** What a subgraph answered; a subgraph that could not be reached is an answer with an UNAVAILABLE error. */
export interface SubgraphResponse {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}

/** How one upstream connection of a subscription ended. */
export type UpstreamEnd =
  | { readonly kind: 'completed' }
  /** The subgraph refused: its errors are the last result. */
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  /** The connection was lost or never established: another replica may take over. */
  | { readonly kind: 'lost'; readonly reason: string };

/** Receives the events of an upstream subscription; `ended` is called once, and nothing after it. */
export interface UpstreamObserver {
  /** The subgraph has accepted the connection. */
  connected(): void;
  event(response: SubgraphResponse): void;
  ended(end: UpstreamEnd): void;
}

/** How a subgraph is, by the best of its replicas. */
export interface SubgraphHealth {
  /** Whether a replica serves requests. */
  readonly isReady: boolean;
  /** What each of those that do has to do without, in words for operators; undefined where one has all it needs. */
  readonly degradedBy?: string | undefined;
}

/** Sends operations to one subgraph, wherever it runs. */
export interface SubgraphTransport {
  /** Runs a query or mutation. Never rejects. */
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** Opens a subscription on the next replica; the returned function closes it, after which the observer is not called. */
  subscribe(request: SubgraphRequest, observer: UpstreamObserver): () => void;
  /** What its replicas say of themselves. */
  health(): Promise<SubgraphHealth>;
  close(): Promise<void>;
}

/** The transports by subgraph name. */
export type SubgraphTransports = Readonly<Record<string, SubgraphTransport>>;
