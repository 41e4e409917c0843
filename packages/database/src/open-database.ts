import { Kysely, sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import { whoeverAsks } from './asker.ts';
import { createCanceller, type Canceller } from './canceller.ts';
import { ColumnNames } from './column-names.ts';
import { discardBroken } from './discard-broken.ts';
import { leaveConnections } from './leave-connections.ts';
import { poolDialect } from './pool-dialect.ts';
import { openPool, type PoolOptions } from './pool.ts';
import { retryWriteConflicts, type RetryOptions } from './retry-write-conflicts.ts';
import { Turns } from './turns.ts';

/** Runs typed statements, on the pool or in one transaction. `Tables` are generated from the Prisma schema. */
export type Statements<Tables> = Kysely<Tables>;

/** One transaction, for functions that need one: they lock, or write more than one row that belongs together. */
export type { Transaction };

/** A domain's database: one pool, and the typed statements and transactions on it. */
export interface Database<Tables> {
  /** Statements typed against the schema, outside any transaction. */
  readonly statements: Statements<Tables>;
  /** Runs work in a transaction, to its end whoever has gone; repeats it a few times after a write conflict. */
  readonly transaction: <R>(
    work: (tx: Transaction<Tables>) => Promise<R>,
    options?: Pick<RetryOptions, 'alsoRetry'>,
  ) => Promise<R>;
  /** @throws when the database does not answer. */
  readonly ping: () => Promise<void>;
  /** @throws when the database answers and takes no writes: it is a standby, or was made read-only. */
  readonly assertWritable: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How a database is opened. */
export interface DatabaseOptions extends PoolOptions {
  /** Called when an idle connection breaks; the pool replaces it by itself. */
  readonly onConnectionError?: ((error: Error) => void) | undefined;
}

/** Opens a domain's database; the first statement connects. */
export function openDatabase<Tables>(databaseUrl: string, options: DatabaseOptions = {}): Database<Tables> {
  const pool = openPool(databaseUrl, options);
  pool.on('error', (error) => options.onConnectionError?.(error));
  const canceller = createCanceller(databaseUrl);
  const statements = typedStatements<Tables>(pool, canceller);
  return {
    statements,
    transaction: (work, retryOptions) =>
      whoeverAsks(() => retryWriteConflicts(() => statements.transaction().execute(work), retryOptions)),
    ping: async () => {
      await sql`SELECT 1`.execute(statements);
    },
    assertWritable: async () => {
      const { rows } = await sql<{ isReadOnly: boolean }>`
        SELECT current_setting('transaction_read_only')::boolean AS is_read_only`.execute(statements);
      if (rows[0]?.isReadOnly) throw new Error('the database is read-only: nothing can be changed');
    },
    close: async () => {
      await pool.end();
      await canceller.end();
    },
  };
}

function typedStatements<Tables>(pool: Pool, canceller: Canceller): Statements<Tables> {
  const plugins = [new ColumnNames()];
  const source = leaveConnections(discardBroken(pool), pool.options.max);
  return new Kysely<Tables>({ dialect: poolDialect(source, new Turns(source, canceller)), plugins });
}
