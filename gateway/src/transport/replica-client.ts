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
}

/** The kept-alive connections to one replica of a subgraph. */
export class ReplicaClient {
  readonly url: URL;
  readonly #pool: Pool;

  constructor(url: string, options: ReplicaClientOptions) {
    this.url = new URL(url);
    this.#pool = new Pool(this.url.origin, {
      connections: options.maxConnections,
      connect: { timeout: options.connectTimeoutMs },
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
    });
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
  async post(path: string, { headers, body, signal }: PostedRequest): Promise<ReplicaAnswer> {
    const reader = new AnswerReader(signal);
    this.#pool.dispatch({ method: 'POST', path, headers, body }, reader);
    return reader.answer;
  }

  async get(path: string, signal: AbortSignal): Promise<ReplicaAnswer> {
    const response = await this.#pool.request({ method: 'GET', path, signal });
    return { status: response.statusCode, body: await response.body.text() };
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
