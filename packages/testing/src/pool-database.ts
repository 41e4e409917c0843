import { columnTypes } from '@cartwright/database';
import { CompiledQuery, Kysely, PostgresDialect, type QueryResult } from 'kysely';
import pg from 'pg';

/** A transaction that runs plain SQL and messaging's statements. */
export interface PoolTransaction {
  executeQuery(query: CompiledQuery): Promise<QueryResult<unknown>>;
  $queryRawUnsafe<T>(text: string, ...values: unknown[]): Promise<T>;
  $executeRawUnsafe(text: string, ...values: unknown[]): Promise<number>;
}

/** A database as messaging sees one, on a plain pool: for tests that need no schema. */
export interface PoolDatabase extends PoolTransaction, AsyncDisposable {
  readonly statements: PoolTransaction;
  transaction<R>(work: (tx: PoolTransaction) => Promise<R>): Promise<R>;
}

/** Opens a pool for plain SQL. */
export function openPoolDatabase(url: string, { max = 10 }: { max?: number } = {}): PoolDatabase {
  const pool = new pg.Pool({ connectionString: url, max, types: columnTypes });
  pool.on('error', () => undefined); // the database may be dropped under it
  const database = new Kysely<never>({ dialect: new PostgresDialect({ pool }) });
  const statements = statementsOf(database);
  return {
    ...statements,
    statements,
    transaction: (work) => database.transaction().execute((tx) => work(statementsOf(tx))),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

function statementsOf(database: Kysely<never>): PoolTransaction {
  const run = (text: string, values: unknown[]) => database.executeQuery(CompiledQuery.raw(text, values));
  return {
    executeQuery: (query) => database.executeQuery(query),
    $queryRawUnsafe: async <T>(text: string, ...values: unknown[]) => (await run(text, values)).rows as T,
    $executeRawUnsafe: async (text, ...values) => Number((await run(text, values)).numAffectedRows ?? 0),
  };
}
