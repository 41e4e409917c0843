import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely';
import type { PoolClient, QueryResult as Answer } from 'pg';

const lastStatements = new WeakSet<CompiledQuery>();

/**
 * Says that a statement is the last of its transaction: COMMIT travels with it. Nothing may be sent in the transaction after it,
 * and nothing that follows it in the work undoes it.
 */
export function lastStatement(query: CompiledQuery): CompiledQuery {
  lastStatements.add(query);
  return query;
}

/** A connection of a pool as Kysely uses it; BEGIN travels with the first statement of a transaction, COMMIT with the last. */
export class PooledConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  /** `due`: the next statement takes BEGIN with it. `ended`: the last statement took COMMIT with it. */
  #transaction: 'none' | 'due' | 'open' | 'ended' = 'none';
  #isBroken = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { sql: text, parameters: values } = query;
    if (this.#transaction === 'ended') throw new Error('The transaction has ended with its last statement');
    const begins = this.#transaction === 'due';
    const commits = this.#transaction !== 'none' && lastStatements.has(query);
    if (begins) this.#transaction = 'open';
    const answer = await (begins || commits
      ? this.#client.query<never>({ text, values: [...values], begins, commits } as never)
      : this.#client.query<never>(text, values as unknown[]));
    if (commits) this.#transaction = 'ended';
    return resultOf(answer);
  }

  // eslint-disable-next-line require-yield -- nobody streams, and the interface has it
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.reject(new TypeError('Streaming is not supported'));
  }

  begin(): void {
    this.#transaction = 'due';
  }

  /** @throws AbortedTransactionError when an error of a statement was swallowed: PostgreSQL has stored nothing. */
  async commit(): Promise<void> {
    const isOpen = this.#transaction === 'open';
    this.#transaction = 'none';
    if (!isOpen) return;
    const { command } = await this.#client.query('commit');
    if (command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollback(): Promise<void> {
    const isOpen = this.#transaction === 'open';
    this.#transaction = 'none';
    if (!isOpen) return;
    try {
      await this.#client.query('rollback');
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  release(): void {
    this.#client.release(this.#isBroken);
  }
}

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

function resultOf<R>({ command, rowCount, rows }: Answer<never>): QueryResult<R> {
  return changing.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows };
}
