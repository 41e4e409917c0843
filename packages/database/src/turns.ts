import { setTimeout as delay } from 'node:timers/promises';
import type { CompiledQuery } from 'kysely';
import type { Connection, PoolClient, QueryResult } from 'pg';
import { AskerGone, askerGone } from './asker.ts';
import type { Canceller } from './canceller.ts';
import type { ConnectionSource } from './discard-broken.ts';

/** How long a statement has to end before PostgreSQL is told once more. */
const againMs = 20;

/** PostgreSQL's answer to a statement. */
export type Answer = QueryResult<never>;

type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;

interface Asked extends Statement {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends statements outside of transactions. Those that are asked for in one turn of the event loop for the same asker (`forAsker`)
 * share a connection and travel in one write. Each is a statement of its own for PostgreSQL, with its own time limit and its own
 * error, and they are done in their order. Once the asker has gone, those that are being done are cancelled one after the other,
 * and the connection is free for others when nothing of them is left.
 */
export class Turns {
  readonly #source: ConnectionSource;
  readonly #canceller: Canceller;
  readonly #open = new Map<AbortSignal, Asked[]>();

  constructor(source: ConnectionSource, canceller: Canceller) {
    this.#source = source;
    this.#canceller = canceller;
  }

  /** @throws AskerGone for a statement that was not sent, because nobody waits for it any more */
  send({ sql, parameters }: Statement): Promise<Answer> {
    const gone = askerGone();
    if (gone === undefined) return this.#sendAlone({ sql, parameters });
    if (gone.aborted) return Promise.reject(new AskerGone());
    return new Promise((resolve, reject) => this.#join(gone, { sql, parameters, resolve, reject }));
  }

  async #sendAlone({ sql, parameters }: Statement): Promise<Answer> {
    const client = await this.#source.connect();
    try {
      return await client.query<never>(sql, parameters as unknown[]);
    } finally {
      client.release();
    }
  }

  #join(gone: AbortSignal, asked: Asked): void {
    const others = this.#open.get(gone);
    if (others !== undefined) {
      others.push(asked);
      return;
    }
    const together = [asked];
    this.#open.set(gone, together);
    setImmediate(() => {
      this.#open.delete(gone);
      void this.#sendTogether(together, gone);
    });
  }

  async #sendTogether(together: readonly Asked[], gone: AbortSignal): Promise<void> {
    try {
      const client = await this.#source.connect();
      let isClear = true;
      try {
        if (gone.aborted) throw new AskerGone();
        isClear = await new Sent(client, together).settled(gone, this.#canceller);
      } finally {
        client.release(!isClear);
      }
    } catch (error) {
      for (const { reject } of together) reject(error); // those that were answered stay so
    }
  }
}

/** Statements on their way. */
class Sent {
  readonly #client: PoolClient;
  /** Those that have no answer yet, in their order. */
  readonly #pending = new Set<Promise<void>>();

  constructor(client: PoolClient, together: readonly Asked[]) {
    this.#client = client;
    const { stream } = (client as unknown as { connection: Connection }).connection;
    stream.cork();
    try {
      for (const [behind, asked] of together.entries()) this.#send(asked, behind);
    } finally {
      stream.uncork();
    }
  }

  /**
   * Settles when all are answered.
   * @returns whether no cancellation is on its way any more that could hit the connection's next statement
   */
  async settled(gone: AbortSignal, canceller: Canceller): Promise<boolean> {
    let cancelling: Promise<boolean> | undefined;
    const leave = (): void => {
      cancelling = this.#cancelAll(canceller);
    };
    gone.addEventListener('abort', leave, { once: true });
    await Promise.all(this.#pending);
    gone.removeEventListener('abort', leave);
    return (await cancelling) ?? true;
  }

  /**
   * PostgreSQL ends only what it does at the moment, and hears nothing between two statements, although the next one has arrived: it
   * is told again until nothing is left.
   */
  async #cancelAll(canceller: Canceller): Promise<boolean> {
    let isClear = true;
    for (let [next] = this.#pending; next !== undefined; [next] = this.#pending) {
      if (!(await canceller.cancel(this.#client))) isClear = false;
      await Promise.race([next, delay(againMs)]);
    }
    return isClear;
  }

  #send({ sql: text, parameters: values, resolve, reject }: Asked, behind: number): void {
    const query = this.#client.query.bind(this.#client) as unknown as (statement: object) => Promise<Answer>;
    const answer = query({ text, values, behind }).then(resolve, reject);
    this.#pending.add(answer);
    void answer.then(() => this.#pending.delete(answer));
  }
}
