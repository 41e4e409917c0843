import { OriginConnections } from './http1/origin-connections.ts';
import type { ReplicaAnswer } from './replica-answer.ts';
import { UndiciConnections } from './undici-connections.ts';
import type { ConnectionPool, OriginOptions, OriginRequest } from './connection-pool.ts';

/** What is sent by POST. */
export interface PostedRequest {
  readonly headers: OriginRequest['headers'];
  readonly body: string;
  /** Gives the request up. */
  readonly signal: AbortSignal | null;
  /** Whether it may wait for a connection behind others like it: what is more important has connections of its own. */
  readonly isBrowsing?: boolean;
}

/** The kept-alive connections to one replica of a subgraph. */
export class ReplicaClient {
  readonly url: URL;
  /** Path and query at which the replica serves GraphQL. */
  readonly target: string;
  readonly #pool: ConnectionPool;
  readonly #browsing: ConnectionPool;

  constructor(url: string, options: OriginOptions) {
    this.url = new URL(url);
    const { pathname, search } = this.url;
    this.target = pathname === '/' ? `/graphql${search}` : pathname + search;
    this.#pool = poolTo(this.url, options);
    this.#browsing = poolTo(this.url, options);
  }

  /** Where the replica speaks graphql-transport-ws. */
  get webSocketUrl(): string {
    return this.url.origin.replace(/^http/, 'ws') + this.target;
  }

  /** @throws what its connections throw, and the signal's reason once it has aborted: the connection is closed then */
  post({ headers, body, signal, isBrowsing }: PostedRequest): Promise<ReplicaAnswer> {
    const pool = isBrowsing === true ? this.#browsing : this.#pool;
    return pool.send({ method: 'POST', path: this.target, headers, body }, signal);
  }

  get(path: string, signal: AbortSignal): Promise<ReplicaAnswer> {
    return this.#pool.send({ method: 'GET', path, headers: [] }, signal);
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.close(), this.#browsing.close()]);
  }
}

/** What comes over TLS is left to undici, which costs more for each request. */
function poolTo(url: URL, options: OriginOptions): ConnectionPool {
  return url.protocol === 'http:' ? new OriginConnections(url, options) : new UndiciConnections(url, options);
}
