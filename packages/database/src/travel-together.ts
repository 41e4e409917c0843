import type { Connection, Query } from 'pg';
import { lockTimeoutForManyMs } from './for-many.ts';

/** What travels with a statement, before and after it, so that it costs no round trip of its own. */
export interface Company {
  readonly begins: boolean;
  /** Whether the transaction that begins is for many: it does not wait for a lock for long. */
  readonly forMany: boolean;
  readonly commits: boolean;
}

/** The part of pg's queries and connections that is not among its types. */
interface CommandHandler {
  handleCommandComplete(message: object, connection: Connection): void;
}

/** What a connection prepares under the name of each. */
export const companions = {
  begin: 'begin',
  forMany: `set local lock_timeout = ${lockTimeoutForManyMs}`,
  commit: 'commit',
} as const;

/**
 * Has BEGIN, its limit and COMMIT, which this connection has prepared, travel with a statement: one write, one answer. When one of
 * them fails, PostgreSQL skips the rest (no COMMIT after a statement that failed).
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
 */
export function travelTogether(query: Query, company: Company): Query {
  const submit = query.submit as (connection: Connection) => Error | null;
  query.submit = (connection) => {
    connection.stream.cork();
    try {
      if (company.begins) run(connection, 'begin');
      if (company.begins && company.forMany) run(connection, 'forMany');
      return submit.call(query, company.commits ? committing(connection) : connection);
    } finally {
      connection.stream.uncork();
    }
  };
  ignoreCompletionOf(query as Query & CommandHandler, company);
  return query;
}

/** The statement's own completion comes after those of what goes before it. */
function ignoreCompletionOf(query: CommandHandler, { begins, forMany }: Company): void {
  const own = 1 + (begins ? 1 : 0) + (begins && forMany ? 1 : 0);
  const complete = query.handleCommandComplete.bind(query);
  let completions = 0;
  query.handleCommandComplete = (message, connection) => {
    completions += 1;
    if (completions === own) complete(message, connection);
  };
}

/** The connection with a COMMIT before the next Sync, unless the statement is withdrawn because its values cannot be sent. */
function committing(connection: Connection): Connection {
  let isWithdrawn = false;
  const close: Connection['close'] = (message, more) => {
    isWithdrawn = true;
    connection.close(message, more);
  };
  const sync = (): void => {
    if (!isWithdrawn) run(connection, 'commit');
    connection.sync();
  };
  return Object.create(connection, { close: { value: close }, sync: { value: sync } }) as Connection;
}

function run(connection: Connection, statement: keyof typeof companions): void {
  connection.bind({ statement }, true);
  connection.execute({}, true);
}
