import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely';
import type { PoolClient } from 'pg';
import { changesAgain, sharesPartName } from './changed-tables.ts';
import { carriedBy, isLast, mayWait, takesWaiting, type Carried } from './company.ts';
import type { ConnectionSource } from './discard-broken.ts';
import { isForMany } from './for-many.ts';
import { joinChanges, joinQuery, splitRows } from './join-statements.ts';
import type { Answer, Turns } from './turns.ts';

/**
 * A connection of a pool as Kysely uses it. Outside of transactions each statement takes whichever connection it travels on
 * (`Turns`); a transaction has one of its own. BEGIN travels with the first statement of a transaction, COMMIT with the last; one
 * that is both is a transaction by itself. What is done for many (`forMany`) begins with a short limit on waiting for locks.
 */
export class PooledConnection implements DatabaseConnection {
  readonly #source: ConnectionSource;
  readonly #turns: Turns;
  #client: PoolClient | undefined;
  /**
   * `due`: the next statement takes BEGIN with it. `ended`: the last statement took COMMIT with it. `aborted`: that one failed, and
   * PostgreSQL may still have the transaction; `failed`: it was the only one, and PostgreSQL has none. What would be sent after
   * either could be stored by itself.
   */
  #transaction: 'none' | 'due' | 'open' | 'ended' | 'aborted' | 'failed' = 'none';
  /** Whether the transaction is to wait for locks only as long as the work of many may. */
  #isForMany = false;
  #isBroken = false;
  /** What waits to be sent with what is sent next. */
  #waiting: CompiledQuery[] = [];
  /** What was asked for together with the statement before. */
  #ahead: { readonly query: CompiledQuery; readonly rows: readonly unknown[] } | undefined;

  constructor(source: ConnectionSource, turns: Turns) {
    this.#source = source;
    this.#turns = turns;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#client === undefined) return resultOf(await this.#turns.send(query));
    this.#refuseAfterLast();
    if (this.#waiting.some((before) => sharesPartName(before.sql, query.sql))) await this.#sendWaiting();
    if (mayWait(query)) {
      if (this.#waiting.some((before) => changesAgain(before.sql, query.sql))) await this.#sendWaiting();
      this.#waiting.push(query);
      return { rows: [] };
    }
    const known = this.#takeAhead(query);
    if (known !== undefined) return { rows: known as R[] };
    if (isLast(query)) return this.#send(joinChanges(this.#takeWaiting(), query), true);
    if (takesWaiting(query)) return this.#send(joinChanges(this.#takeWaiting(), query));
    if (this.#waiting.length > 0) await this.#sendWaiting();
    const carried = carriedBy(query);
    return carried === undefined ? this.#send(query) : this.#sendBoth(query, carried);
  }

  async #send<R>({ sql: text, parameters: values }: CompiledQuery, commits = false): Promise<QueryResult<R>> {
    const client = this.#client;
    if (client === undefined) throw new Error('There is no transaction');
    const forMany = this.#isForMany;
    const isAlone = commits && this.#transaction === 'due' && !forMany;
    const begins = !isAlone && this.#transaction === 'due';
    if (begins || isAlone) this.#transaction = 'open';
    try {
      const answer = await (begins || (commits && !isAlone)
        ? client.query<never>({ text, values: [...values], begins, forMany, commits } as never)
        : client.query<never>(text, values as unknown[]));
      if (commits) this.#transaction = 'ended';
      return resultOf(answer);
    } catch (error) {
      if (commits) this.#transaction = isAlone ? 'failed' : 'aborted';
      throw error;
    }
  }

  #refuseAfterLast(): void {
    if (this.#transaction === 'ended') throw new Error('The transaction has ended with its last statement');
    if (this.#hasFailed()) throw new Error('The transaction has failed with its last statement');
  }

  #hasFailed(): boolean {
    return this.#transaction === 'aborted' || this.#transaction === 'failed';
  }

  async #sendBoth<R>(query: CompiledQuery, carried: Carried): Promise<QueryResult<R>> {
    const { rows } = await this.#send<Record<string, unknown>>(joinQuery(query, carried));
    const { changed, asked } = splitRows(rows);
    const isDone = carried.ifRows === undefined || carried.ifRows === changed.length;
    this.#ahead = isDone ? { query: carried.query, rows: asked } : undefined;
    return { rows: changed as R[] };
  }

  /** The rows of a query if it is the one that the statement before it has carried. */
  #takeAhead(query: CompiledQuery): readonly unknown[] | undefined {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    if (ahead === undefined || this.#waiting.length > 0 || !isSame(ahead.query, query)) return undefined;
    return ahead.rows;
  }

  #takeWaiting(): CompiledQuery[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  async #sendWaiting(commits = false): Promise<void> {
    const waiting = this.#takeWaiting();
    const last = waiting.pop();
    if (last !== undefined) await this.#send(joinChanges(waiting, last), commits);
  }

  // eslint-disable-next-line require-yield -- nobody streams, and the interface has it
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.reject(new TypeError('Streaming is not supported'));
  }

  async begin(): Promise<void> {
    this.#isForMany = isForMany();
    this.#client = await this.#source.connect();
    this.#transaction = 'due';
  }

  /** @throws AbortedTransactionError when an error of a statement was swallowed: PostgreSQL has stored nothing. */
  async commit(): Promise<void> {
    if (this.#hasFailed()) {
      await this.rollback(); // Kysely takes the error for a transaction that is over
      throw new AbortedTransactionError();
    }
    await this.#sendWaiting(true);
    this.#ahead = undefined;
    const client = this.#leave();
    if (client === undefined) return;
    const { command } = await client.query('commit');
    if (command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollback(): Promise<void> {
    this.#waiting = [];
    this.#ahead = undefined;
    const client = this.#leave();
    if (client === undefined) return;
    try {
      await client.query('rollback');
    } catch (error) {
      this.#isBroken = true;
      throw error;
    }
  }

  release(): void {
    this.#client?.release(this.#isBroken);
  }

  /** Leaves the transaction, and gives its connection if PostgreSQL has one there. */
  #leave(): PoolClient | undefined {
    const isOpen = this.#transaction === 'open' || this.#transaction === 'aborted';
    this.#transaction = 'none';
    return isOpen ? this.#client : undefined;
  }
}

function isSame(one: CompiledQuery, other: CompiledQuery): boolean {
  return one.sql === other.sql && JSON.stringify(one.parameters) === JSON.stringify(other.parameters);
}

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

function resultOf<R>({ command, rowCount, rows }: Answer): QueryResult<R> {
  return changing.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows };
}
