import type { CompiledQuery } from 'kysely';

const lastStatements = new WeakSet<CompiledQuery>();
const waitingStatements = new WeakSet<CompiledQuery>();
const takingStatements = new WeakSet<CompiledQuery>();
const carriedStatements = new WeakMap<CompiledQuery, Carried>();

/**
 * Says that a statement is the last of its transaction: COMMIT travels with it. Nothing may be sent in the transaction after it,
 * and nothing that follows it in the work undoes it.
 */
export function lastStatement(query: CompiledQuery): CompiledQuery {
  lastStatements.add(query);
  return query;
}

export function isLast(query: CompiledQuery): boolean {
  return lastStatements.has(query);
}

/** The part of a transaction that sends statements. */
interface Sending {
  executeQuery(query: CompiledQuery): Promise<unknown>;
}

/**
 * Changes rows whose new values nobody looks at: the statement waits, and is one with the others that wait and with the last of its
 * transaction (messaging's outbox). Before anything else is sent, what waits is, so that whoever looks finds it; also before a
 * second change of a table's rows waits, since PostgreSQL changes a row once in one statement, and before one that has a part of the
 * same name in its WITH. It fails when it is sent.
 */
export async function changeLater(tx: Sending, change: CompiledQuery): Promise<void> {
  waitingStatements.add(change);
  await tx.executeQuery(change);
}

/** Has a statement take with it what waits, though it is not the last; it looks at nothing that this changes. */
export function withWaiting<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  takingStatements.add(query);
  return query;
}

export function takesWaiting(query: CompiledQuery): boolean {
  return takingStatements.has(query);
}

export function mayWait(query: CompiledQuery): boolean {
  return waitingStatements.has(query);
}

/** A query that travels with a change. */
export interface Carried {
  readonly query: CompiledQuery;
  /** How many rows the change has to give for the query to be done at all; undefined where it is done in any case. */
  readonly ifRows?: number | undefined;
}

/**
 * Has a statement that changes rows take a query with it that is asked for next: the rows are there then, and nothing is sent. The
 * query locks after the change, and sees what was committed before both; it is sent by itself if it is not the next one. With
 * `ifRows` it locks nothing unless the change gives so many rows.
 */
export function carrying<Row>(
  query: CompiledQuery<Row>,
  next: CompiledQuery | undefined,
  { ifRows }: Pick<Carried, 'ifRows'> = {},
): CompiledQuery<Row> {
  if (next !== undefined) carriedStatements.set(query, { query: next, ifRows });
  return query;
}

export function carriedBy(query: CompiledQuery): Carried | undefined {
  return carriedStatements.get(query);
}
