import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolClient } from 'pg';

/** How a process connects to its database. */
export interface DatabaseOptions {
  /** Connections at most; 10 unless told. */
  readonly maxConnections?: number;
  /** How long to wait for a connection before giving up; 5 s unless told. */
  readonly connectTimeoutMs?: number;
  /** Called with the text of every statement sent, BEGIN and COMMIT included; for tests that count. */
  readonly onStatement?: (sql: string) => void;
  /** Told when an idle connection breaks; the pool replaces it by itself. */
  readonly onConnectionError?: (error: Error) => void;
}

/** The class that `prisma generate` makes for a domain. */
export type PrismaClientClass<Client> = new (options: { adapter: PrismaPg }) => Client;

/** Statements that are prepared per connection; beyond that (generated lists of many lengths) they are sent unprepared. */
const maxPreparedStatements = 1_000;

/** Makes a domain's own Prisma client on a pool of prepared, counted connections; `$disconnect` ends the pool. */
export function createPrisma<Client>(
  PrismaClient: PrismaClientClass<Client>,
  databaseUrl: string,
  options: DatabaseOptions = {},
): Client {
  return new PrismaClient({ adapter: createPrismaAdapter(databaseUrl, options) });
}

/** Prisma's PostgreSQL adapter with prepared statements: without names for them it prepares none, at 2.5 times the cost. */
export function createPrismaAdapter(databaseUrl: string, options: DatabaseOptions = {}): PrismaPg {
  const { maxConnections = 10, connectTimeoutMs = 5_000, onStatement, onConnectionError } = options;
  const pool = new Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
  });
  if (onStatement !== undefined) pool.on('connect', (client) => observeStatements(client, onStatement));
  return new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: createStatementNames(),
    onPoolError: (error) => onConnectionError?.(error),
  });
}

function createStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= maxPreparedStatements) return '';
    const name = `s${createHash('sha256').update(sql).digest('base64url').slice(0, 40)}`;
    names.set(sql, name);
    return name;
  };
}

function observeStatements(client: PoolClient, onStatement: (sql: string) => void): void {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
  const observed = (...parameters: unknown[]): unknown => {
    const [statement] = parameters;
    onStatement(typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text));
    return query(...parameters);
  };
  Object.defineProperty(client, 'query', { value: observed });
}
