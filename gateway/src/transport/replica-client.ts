import { Pool } from 'undici';
import { AnswerReader, type ReplicaAnswer } from './answer-reader.ts';

/** Timeouts and sizes of the connections to one replica. */
export interface ReplicaClientOptions {
  readonly connectTimeoutMs: number;
  /** Longest wait for the first byte of an answer, and between two pieces of it. */
  readonly timeoutMs: number;
  readonly maxConnections: number;
}

/** What is sent by POST. */
export interface PostedRequest {
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Gives the request up. */
  readonly signal: AbortSignal | null;
  /** Whether it may wait for a connection behind others like it: what is more important has connections of its own. */
  readonly isBrowsing?: boolean;
}

/** The kept-alive connections to one replica of a subgraph. */
export class ReplicaClient {
  readonly url: URL;
  readonly #pool: Pool;
  readonly #browsing: Pool;

  constructor(url: string, options: ReplicaClientOptions) {
    this.url = new URL(url);
    const pool = (): Pool =>
      new Pool(this.url.origin, {
        connections: options.maxConnections,
        connect: { timeout: options.connectTimeoutMs },
        headersTimeout: options.timeoutMs,
        bodyTimeout: options.timeoutMs,
      });
    this.#pool = pool();
    this.#browsing = pool();
  }

  /** Path and query at which the replica serves GraphQL. */
  get target(): string {
    return this.url.pathname === '/' ? `/graphql${this.url.search}` : this.url.pathname + this.url.search;
  }

  /** Where the replica speaks graphql-transport-ws. */
  get webSocketUrl(): string {
    return this.url.origin.replace(/^http/, 'ws') + this.target;
  }

  /** @throws what undici throws, and the signal's reason once it has aborted: the connection is closed then */
  async post(path: string, { headers, body, signal, isBrowsing }: PostedRequest): Promise<ReplicaAnswer> {
    const reader = new AnswerReader(signal);
    const pool = isBrowsing === true ? this.#browsing : this.#pool;
    pool.dispatch({ method: 'POST', path, headers, body }, reader);
    return reader.answer;
  }

  async get(path: string, signal: AbortSignal): Promise<ReplicaAnswer> {
    const response = await this.#pool.request({ method: 'GET', path, signal });
    return { status: response.statusCode, body: await response.body.text() };
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#browsing.destroy()]);
  }
}
