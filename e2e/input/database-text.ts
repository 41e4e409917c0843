import { columnTypes } from '@cartwright/database';
import { Client } from 'pg';

/** A fingerprint of each table that holds something of a domain; messages under way are no part of it. */
type Fingerprints = Readonly<Record<string, string>>;

/** The fingerprints of some databases' tables. */
export function fingerprintsOf(databaseUrls: readonly string[]): Promise<Fingerprints[]> {
  return Promise.all(
    databaseUrls.map((databaseUrl) =>
      eachTable(
        databaseUrl,
        (table) =>
          `SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) AS value FROM ${table} t`,
      ),
    ),
  );
}

/** The tables of the same databases whose rows are others than before. */
export function changedTables(before: readonly Fingerprints[], after: readonly Fingerprints[]): string[] {
  return after.flatMap((tables, database) =>
    Object.keys(tables).filter((name) => tables[name] !== before[database]?.[name]),
  );
}

/** How many rows of each table hold the character that stands for what could not be read. */
export function replacedIn(databaseUrl: string): Promise<Record<string, string>> {
  return eachTable(
    databaseUrl,
    (table) => `SELECT count(*) AS value FROM ${table} t WHERE t::text LIKE '%' || chr(65533) || '%'`,
  );
}

/** How many rows of each table hold one of some texts; messages under way too. */
export function holdersIn(databaseUrl: string, texts: readonly string[]): Promise<Record<string, string>> {
  const anyOf = texts.map((text) => `t::text LIKE '%${text}%'`).join(' OR ');
  return eachTable(databaseUrl, (table) => `SELECT count(*) AS value FROM ${table} t WHERE ${anyOf}`, [
    'public',
    'messaging',
  ]);
}

/** Whether so many mails to an address, and all others, have been sent. */
export async function mailsAreSent(
  databaseUrl: string,
  { recipient, count }: { readonly recipient: string; readonly count: number },
): Promise<boolean> {
  return connected(databaseUrl, async (client) => {
    const { rows } = await client.query<{ sent: boolean }>(
      `SELECT count(*) FILTER (WHERE recipient = $1 AND state = 'SENT') = $2
         AND count(*) FILTER (WHERE state = 'PENDING') = 0 AS sent FROM notifications`,
      [recipient, count],
    );
    return rows[0]?.sent === true;
  });
}

async function eachTable(
  databaseUrl: string,
  sqlFor: (table: string) => string,
  schemas: readonly string[] = ['public'],
): Promise<Record<string, string>> {
  return connected(databaseUrl, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'); // all tables at one moment
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema = ANY($1) AND table_type = 'BASE TABLE' ORDER BY 1`,
      [schemas],
    );
    const values: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: found } = await client.query<{ value: unknown }>(sqlFor(name));
      values[name] = String(found[0]?.value);
    }
    return values;
  });
}

async function connected<Result>(
  connectionString: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString, types: columnTypes });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
