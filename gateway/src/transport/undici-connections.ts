import { Pool } from 'undici';
import { AnswerReader } from './answer-reader.ts';
import type { ConnectionPool, OriginOptions, OriginRequest } from './connection-pool.ts';
import type { ReplicaAnswer } from './replica-answer.ts';

/** Connections of undici, which knows TLS. */
export class UndiciConnections implements ConnectionPool {
  readonly #pool: Pool;

  constructor({ origin }: URL, { maxConnections, connectTimeoutMs, timeoutMs }: OriginOptions) {
    this.#pool = new Pool(origin, {
      connections: maxConnections,
      connect: { timeout: connectTimeoutMs },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  }

  async send(
    { method, path, headers, body }: OriginRequest,
    signal: AbortSignal | null,
  ): Promise<ReplicaAnswer> {
    const reader = new AnswerReader(signal);
    const sent = Object.assign({}, ...headers) as Record<string, string>;
    this.#pool.dispatch({ method, path, headers: sent, body: body ?? null }, reader);
    return reader.answer;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
