import { Pool, type PoolClient } from 'pg';
import { columnTypes } from './column-types.ts';
import { createStatementNames } from './statement-names.ts';

/** How a process connects to its database. */
export interface PoolOptions {
  /** Connections at most; by default 10. */
  readonly maxConnections?: number | undefined;
  /** After how long PostgreSQL ends a statement or an idle transaction; by default 20 s. */
  readonly statementTimeoutMs?: number | undefined;
  /** Called with the text of every statement sent, BEGIN and COMMIT included; for tests that count. */
  readonly onStatement?: ((sql: string) => void) | undefined;
}

/** How long to wait for a connection before giving up. */
const connectTimeoutMs = 5_000;
/** How much longer than PostgreSQL itself the process waits before it considers a silent connection broken. */
const silenceMs = 5_000;

/** Opens a pool of connections; the first statement connects. */
export function openPool(databaseUrl: string, options: PoolOptions = {}): Pool {
  const { maxConnections = 10, statementTimeoutMs = 20_000, onStatement } = options;
  const pool = new Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + silenceMs,
    keepAlive: true,
    types: columnTypes,
  });
  const nameOf = createStatementNames();
  pool.on('connect', (client) => prepareStatements(client, nameOf, onStatement));
  return pool;
}

/** Makes `query(text, values)` prepare the statement; other forms of `query` stay as they are. */
function prepareStatements(
  client: PoolClient,
  nameOf: (sql: string) => string,
  onStatement: ((sql: string) => void) | undefined,
): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
  const prepared = (statement: string | { readonly text: string }, ...rest: unknown[]): unknown => {
    onStatement?.(typeof statement === 'string' ? statement : statement.text);
    const [values, ...others] = rest;
    return typeof statement === 'string' && Array.isArray(values) && others.length === 0
      ? query({ name: nameOf(statement), text: statement, values })
      : query(statement, ...rest);
  };
  Object.defineProperty(client, 'query', { value: prepared, configurable: true });
}
