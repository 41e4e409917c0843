import pg, { type PoolClient, type Query, type QueryConfig } from 'pg';
import { columnTypes } from './column-types.ts';
import { describedOnce, type KnownRows } from './known-rows.ts';
import { createStatementNames } from './statement-names.ts';
import { companions, travelTogether, type Company } from './travel-together.ts';

/** How a process connects to its database. */
export interface PoolOptions {
  /** Connections at most; by default 10. */
  readonly maxConnections?: number | undefined;
  /** After how long PostgreSQL ends a statement or an idle transaction; by default 20 s. */
  readonly statementTimeoutMs?: number | undefined;
  /**
   * Has PostgreSQL plan each prepared statement once for each connection, whatever its values, and not each time: for a domain that reads
   * by keys. Of a `LIMIT` that is a parameter PostgreSQL then assumes a tenth of the rows, and of a partial index it only knows where its condition is
   * written out: where they decide the plan, such values have to be literals. Deleting what is old goes through the whole table.
   */
  readonly plansOnce?: boolean | undefined;
  /**
   * Has PostgreSQL look up rows by their keys in small tables too: for a domain whose rows lie in memory or on an SSD. By default PostgreSQL
   * assumes a disk whose head has to move, and goes through tables of up to some thousands of rows rather than look up ten.
   * https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-RANDOM-PAGE-COST
   */
  readonly looksUp?: boolean | undefined;
  /** Called with the text of every statement sent, BEGIN and COMMIT included; for tests that count. */
  readonly onStatement?: ((sql: string) => void) | undefined;
}

/** How long to wait for a connection before giving up. */
const connectTimeoutMs = 5_000;
/** A connection is kept for longer than between two looks of any loop that looks often, which need not connect for each. */
const idleTimeoutMs = 90_000;
/** How much longer than PostgreSQL itself the process waits before it considers a silent connection broken. */
const silenceMs = 5_000;

/** Opens a pool of connections; the first statement connects. */
export function openPool(databaseUrl: string, options: PoolOptions = {}): pg.Pool {
  const { maxConnections = 10, statementTimeoutMs = 20_000, onStatement } = options;
  const silenceAfterMs = (behind: number): number => (behind + 1) * statementTimeoutMs + silenceMs;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    query_timeout: silenceAfterMs(0),
    keepAlive: true,
    pipeline: true,
    options: planning(options),
    types: columnTypes,
  });
  const nameOf = createStatementNames();
  pool.on('connect', (client) => prepareStatements(client, { nameOf, silenceAfterMs, onStatement }));
  return pool;
}

/** What PostgreSQL is told of how to plan; `?options=` in a database's URL takes the place of all of it. */
function planning({ plansOnce = false, looksUp = false }: PoolOptions): string {
  const settings = [
    ...(plansOnce ? ['plan_cache_mode=force_generic_plan'] : []),
    ...(looksUp ? ['random_page_cost=1.1'] : []),
  ];
  return settings.map((setting) => `-c ${setting}`).join(' ');
}

/** A statement of `PooledConnection` with what travels with it. */
interface Accompanied extends Company {
  readonly text: string;
  readonly values: unknown[];
}

/** A statement that others may stand before in one write. */
interface Pipelined {
  readonly text: string;
  readonly values: unknown[];
  /** How many do: it may have to wait for the time limit of each. */
  readonly behind: number;
}

interface Preparing {
  readonly nameOf: (sql: string) => string;
  /** How long to wait for the answer to a statement with so many before it, in milliseconds. */
  readonly silenceAfterMs: (behind: number) => number;
  readonly onStatement: ((sql: string) => void) | undefined;
}

/** Makes `query(text, values)` prepare the statement, and takes statements with company; other forms stay as they are. */
function prepareStatements(client: PoolClient, preparing: Preparing): void {
  const { nameOf, silenceAfterMs, onStatement = () => undefined } = preparing;
  const query = client.query.bind(client) as (...parameters: unknown[]) => Promise<unknown>;
  const send = sendPrepared(query);
  const accompany = sendAccompanied(send, nameOf);
  const prepared = (
    statement: string | QueryConfig | Accompanied | Pipelined,
    ...rest: unknown[]
  ): unknown => {
    if (typeof statement === 'object' && 'behind' in statement) {
      const { text, values, behind } = statement;
      onStatement(text);
      return send({ name: nameOf(text), text, values }, { waitsMs: silenceAfterMs(behind) });
    }
    if (typeof statement === 'object' && 'begins' in statement) {
      if (statement.begins) onStatement(companions.begin);
      onStatement(statement.text);
      if (statement.commits) onStatement('commit');
      return accompany(statement);
    }
    onStatement(typeof statement === 'string' ? statement : statement.text);
    const [values, ...others] = rest;
    return typeof statement === 'string' && Array.isArray(values) && others.length === 0
      ? send({ name: nameOf(statement), text: statement, values })
      : query(statement, ...rest);
  };
  Object.defineProperty(client, 'query', { value: prepared, configurable: true });
}

/** What differs from statement to statement. */
interface Sending {
  readonly company?: Company;
  /** How long to wait for the answer, in milliseconds. */
  readonly waitsMs?: number;
}

type SendPrepared = (statement: QueryConfig, sending?: Sending) => Promise<unknown>;

/** Sends the prepared statements of a connection, whose rows are described once. */
function sendPrepared(query: (query: Query) => unknown): SendPrepared {
  const known: KnownRows = new Map();
  return (statement, { company, waitsMs } = {}) =>
    new Promise((resolve, reject) => {
      const settle = (error: Error | undefined, answer: unknown): void =>
        error ? reject(error) : resolve(answer);
      const { name, text, values } = statement;
      const named = Object.assign(new pg.Query(text, values, settle), { name }); // pg copies a config with all its descriptors
      const prepared = describedOnce(named, known);
      if (waitsMs !== undefined) Object.assign(prepared, { query_timeout: waitsMs });
      query(company === undefined ? prepared : travelTogether(prepared, company));
    }).catch((error: unknown) => {
      if (error instanceof Error) Error.captureStackTrace(error); // from who asked, as pg has it
      throw error;
    });
}

/** Sends statements with their company: in turns until the connection has prepared it, in one write from then on. */
function sendAccompanied(send: SendPrepared, nameOf: (sql: string) => string) {
  const known = new Set<keyof typeof companions>();
  const prepare = async (companion: keyof typeof companions): Promise<void> => {
    await send({ name: companion, text: companions[companion] });
    known.add(companion);
  };
  return async ({ text, values, begins, forMany, commits }: Accompanied): Promise<unknown> => {
    const statement = { name: nameOf(text), text, values };
    const canBegin = known.has('begin') && (!forMany || known.has('forMany'));
    const company = { begins: begins && canBegin, forMany, commits: commits && known.has('commit') };
    if (begins && !canBegin) {
      await prepare('begin');
      if (forMany) await prepare('forMany');
    }
    const goesAlone = !company.begins && !company.commits;
    const answer = await send(statement, goesAlone ? {} : { company });
    if (commits && !company.commits) await prepare('commit');
    return answer;
  };
}
