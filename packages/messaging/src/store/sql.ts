import { carrying, lastStatement } from '@cartwright/database';
import { CompiledQuery, type QueryResult } from 'kysely';

/** Runs statements, on a database or in one transaction. Kysely and its transactions implement it. */
export interface SqlTransaction {
  executeQuery(query: CompiledQuery): Promise<QueryResult<unknown>>;
}

/** What messaging needs of a database; `Database` of `packages/database` implements it. */
export interface SqlDatabase<Tx extends SqlTransaction = SqlTransaction> {
  /** For statements that need no transaction. */
  readonly statements: SqlTransaction;
  /** Runs work in a transaction; runs it again after a write conflict. */
  transaction<R>(work: (tx: Tx) => Promise<R>): Promise<R>;
}

/** Runs a statement and gives its rows; Kysely turns the names of their columns into camel case. */
export async function query<Row>(
  statements: SqlTransaction,
  text: string,
  ...values: unknown[]
): Promise<Row[]> {
  return (await statements.executeQuery(CompiledQuery.raw(text, values))).rows as Row[];
}

/** Runs a change with the query that is asked for next, if there is one, and gives the rows of the change. */
export async function queryCarrying<Row>(
  tx: SqlTransaction,
  change: CompiledQuery,
  next: CompiledQuery | undefined,
): Promise<Row[]> {
  return (await tx.executeQuery(carrying(change, next))).rows as Row[];
}

/** Runs the last statement of a transaction, which takes COMMIT with it, and gives its rows. */
export async function queryLast<Row>(tx: SqlTransaction, text: string, ...values: unknown[]): Promise<Row[]> {
  return (await tx.executeQuery(lastStatement(CompiledQuery.raw(text, values)))).rows as Row[];
}

/** Runs a statement and gives how many rows it changed. */
export async function execute(
  statements: SqlTransaction,
  text: string,
  ...values: unknown[]
): Promise<number> {
  const { numAffectedRows } = await statements.executeQuery(CompiledQuery.raw(text, values));
  return Number(numAffectedRows ?? 0);
}
