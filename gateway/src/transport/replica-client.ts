import { Pool } from 'undici';

/** Timeouts and sizes of the connections to one replica. */
export interface ReplicaClientOptions {
  readonly connectTimeoutMs: number;
  /** Longest wait for the first byte of an answer, and between two pieces of it. */
  readonly timeoutMs: number;
  readonly maxConnections: number;
}

/** An HTTP answer, read whole. */
export interface ReplicaAnswer {
  readonly status: number;
  readonly body: string;
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

  /** Where the replica speaks graphql-transport-ws. */
  get webSocketUrl(): string {
    return `${this.url.origin.replace(/^http/, 'ws')}/graphql`;
  }

  async post(path: string, headers: Record<string, string>, body: string): Promise<ReplicaAnswer> {
    const response = await this.#pool.request({ method: 'POST', path, headers, body });
    return { status: response.statusCode, body: await response.body.text() };
  }

  async get(path: string, signal: AbortSignal): Promise<ReplicaAnswer> {
    const response = await this.#pool.request({ method: 'GET', path, signal });
    return { status: response.statusCode, body: await response.body.text() };
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
