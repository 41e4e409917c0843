import { randomUUID } from 'node:crypto';
import { domains, type Domain } from '@cartwright/events';
import { Pool, type PoolClient } from 'pg';

/** One transaction of a checkout, in one domain's database. */
interface Step {
  readonly domain: Domain;
  /** Tables that get their rows of the order, or the next of them. */
  readonly inserts?: readonly string[];
  /** Tables whose row of the order is written again. */
  readonly updates?: readonly string[];
}

/** What a checkout writes from the frozen cart to the mail, in the order in which the saga does; messages apart. */
const steps: readonly Step[] = [
  { domain: 'carts', inserts: ['carts'] },
  { domain: 'orders', inserts: ['idempotency_keys', 'orders', 'order_lines', 'timeline_entries'] },
  { domain: 'products', inserts: ['reservations', 'reservation_lines'], updates: ['stock'] },
  { domain: 'orders', inserts: ['timeline_entries'], updates: ['orders'] },
  { domain: 'payments', inserts: ['payments', 'payment_sightings'] },
  { domain: 'payments', inserts: ['payment_transactions'], updates: ['payments'] },
  { domain: 'orders', inserts: ['timeline_entries'], updates: ['orders'] },
  { domain: 'products', updates: ['reservations', 'stock'] },
  { domain: 'orders', inserts: ['timeline_entries'], updates: ['orders'] },
  {
    domain: 'payments',
    inserts: ['payment_transactions', 'receipts'],
    updates: ['payments', 'document_counters'],
  },
  { domain: 'orders', inserts: ['timeline_entries'], updates: ['orders'] },
  { domain: 'carts', inserts: ['settled_orders'], updates: ['carts'] },
  { domain: 'products', inserts: ['purchases'] },
  { domain: 'notifications', inserts: ['notifications'] },
];

/** Tables that get one row of an order at a time. */
const inTurn = new Set(['timeline_entries', 'payment_transactions']);
/** Tables with a row that all orders change. */
const shared = new Set(['stock', 'document_counters']);
const schema = 'bench_synchronous';
const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** A table as a checkout left it. */
interface Template {
  readonly columns: string;
  readonly rows: readonly string[];
}

/**
 * Does what a checkout writes in one process, one transaction after the other, with no messages between them: copies of one order's
 * rows, with other ids, into tables that are made like the store's.
 */
export class SynchronousSaga {
  readonly #pools: ReadonlyMap<Domain, Pool>;
  readonly #templates = new Map<string, Template>();
  #orders = 0;

  /** @param urls of the domains' databases, as who may create tables there */
  constructor(urls: Readonly<Record<Domain, string>>, connections: number) {
    this.#pools = new Map(
      domains.map((domain) => [domain, new Pool({ connectionString: urls[domain], max: connections })]),
    );
  }

  /** Makes the tables, and reads the rows of an order that was confirmed. */
  async prepare(mentions: readonly string[]): Promise<void> {
    for (const domain of domains) {
      await this.#pool(domain).query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema};`);
      for (const table of tablesOf(domain)) await this.#copyTable(domain, table, mentions);
    }
  }

  /** One checkout. */
  async run(): Promise<void> {
    this.#orders += 1;
    const order = { ids: new Map<string, string>(), given: new Map<string, number>(), number: this.#orders };
    for (const step of steps) await this.#step(step, order);
  }

  async close(): Promise<void> {
    for (const [, pool] of this.#pools) {
      await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      await pool.end();
    }
  }

  async #copyTable(domain: Domain, table: string, mentions: readonly string[]): Promise<void> {
    const pool = this.#pool(domain);
    await pool.query(`CREATE TABLE ${schema}.${table} (LIKE public.${table} INCLUDING ALL)`);
    const { rows: columns } = await pool.query<{ readonly name: string }>(
      `SELECT quote_ident(column_name) AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
      [table],
    );
    const which = shared.has(table) ? 'true' : 't::text LIKE ANY($1)';
    const { rows } = await pool.query<{ readonly row: string }>(
      `SELECT row_to_json(t)::text AS row FROM public.${table} t WHERE ${which} LIMIT 8`,
      shared.has(table) ? [] : [mentions.map((id) => `%${id}%`)],
    );
    const template = { columns: columns.map(({ name }) => name).join(), rows: rows.map(({ row }) => row) };
    this.#templates.set(`${domain}.${table}`, template);
    if (shared.has(table)) await this.#insert(pool, { domain, table }, template.rows.slice(0, 1));
  }

  async #step({ domain, inserts = [], updates = [] }: Step, order: CopiedOrder): Promise<void> {
    const client = await this.#pool(domain).connect();
    try {
      await client.query('BEGIN');
      for (const table of inserts)
        await this.#insert(client, { domain, table }, this.#rowsFor(domain, table, order));
      for (const table of updates) await this.#update(client, { domain, table }, order);
      await client.query('COMMIT');
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  #rowsFor(domain: Domain, table: string, { ids, given, number }: CopiedOrder): readonly string[] {
    const { rows } = this.#template(domain, table);
    const next = given.get(table) ?? 0;
    given.set(table, next + 1);
    const chosen = inTurn.has(table) ? rows.slice(next, next + 1) : rows;
    return chosen.map((row) => otherwise(row, ids, number));
  }

  async #insert(
    client: Pool | PoolClient,
    { domain, table }: { readonly domain: Domain; readonly table: string },
    rows: readonly string[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const { columns } = this.#template(domain, table);
    const name = `${schema}.${table}`;
    await client.query({
      name: `insert ${table}`,
      text: `INSERT INTO ${name} (${columns})
        SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`,
      values: [`[${rows.join()}]`],
    });
  }

  async #update(
    client: PoolClient,
    { domain, table }: { readonly domain: Domain; readonly table: string },
    { ids, number }: CopiedOrder,
  ): Promise<void> {
    const [row = '{}'] = this.#template(domain, table).rows;
    const known = JSON.parse(shared.has(table) ? row : otherwise(row, ids, number)) as Record<
      string,
      unknown
    >;
    const key = ['variant_id', 'series', 'id', 'order_id'].find((name) => name in known) ?? 'id';
    const changed = 'version' in known ? 'version = version' : `${key} = ${key}`;
    await client.query({
      name: `update ${table}`,
      text: `UPDATE ${schema}.${table} SET ${changed} WHERE ${key} = $1`,
      values: [known[key]],
    });
  }

  #pool(domain: Domain): Pool {
    const pool = this.#pools.get(domain);
    if (pool === undefined) throw new Error(`There is no database of ${domain}.`);
    return pool;
  }

  #template(domain: Domain, table: string): Template {
    return this.#templates.get(`${domain}.${table}`) ?? { columns: '', rows: [] };
  }
}

/** An order that is copied: its ids so far, and how many rows of each table it has had. */
interface CopiedOrder {
  readonly ids: Map<string, string>;
  readonly given: Map<string, number>;
  readonly number: number;
}

/** The same row of another order. */
function otherwise(row: string, ids: Map<string, string>, number: number): string {
  const other = (id: string): string => {
    const known = ids.get(id) ?? randomUUID();
    ids.set(id, known);
    return known;
  };
  return row
    .replace(uuid, other)
    .replaceAll(/CW-\d+/g, `CW-${900_000_000 + number}`)
    .replace(/"number":\d+/, `"number":${900_000_000 + number}`);
}

function tablesOf(domain: Domain): string[] {
  const own = steps.filter((step) => step.domain === domain);
  return [...new Set(own.flatMap(({ inserts = [], updates = [] }) => [...inserts, ...updates]))];
}
