import type { ReplicaAnswer } from './replica-answer.ts';

/** Timeouts and sizes of the connections to one origin. */
export interface OriginOptions {
  readonly connectTimeoutMs: number;
  /** Longest wait for the first byte of an answer, and between two pieces of it. */
  readonly timeoutMs: number;
  readonly maxConnections: number;
}

/** A request to one origin. */
export interface OriginRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, as they are on the request line. */
  readonly path: string;
  /** Each sent once. */
  readonly headers: readonly Readonly<Record<string, string>>[];
  /** None with GET. */
  readonly body?: string | undefined;
}

/** The kept-alive connections to an origin; what finds none waits in the order in which it came. */
export interface ConnectionPool {
  /** @throws what `connectionFailure` knows, and the signal's reason once it has aborted: the connection is closed then */
  send(request: OriginRequest, signal: AbortSignal | null): Promise<ReplicaAnswer>;
  /** Gives up what is under way. */
  close(): Promise<void> | void;
}
