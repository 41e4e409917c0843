import { columnTypes } from '@cartwright/database';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';

/**
 * What keeps a message for as long as it may have to be sent again, whoever it is about: see docs/retention.md. Its sweep has a
 * test of its own.
 */
const messagesUnderWay = ['messaging.outbox'];

/** The tables of a database that hold one of some texts in any of their columns. */
export async function tablesWith(connectionString: string, texts: readonly string[]): Promise<string[]> {
  const client = new Client({ connectionString, types: columnTypes });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const holders = [];
    for (const { name } of rows) {
      if (messagesUnderWay.includes(name)) continue;
      const { rows: hits } = await client.query<{ hits: number }>(
        `SELECT count(*)::int4 AS hits FROM ${name} AS t
         WHERE EXISTS (SELECT FROM unnest($1::text[]) AS text WHERE strpos(lower(t::text), lower(text)) > 0)`,
        [texts],
      );
      if (hits[0] !== undefined && hits[0].hits > 0) holders.push(name);
    }
    return holders;
  } finally {
    await client.end();
  }
}

/** The files of a directory that hold one of some texts. */
export function filesWith(directory: string, texts: readonly string[]): string[] {
  return readdirSync(directory).filter((name) => {
    const content = readFileSync(path.join(directory, name), 'utf8').toLowerCase();
    return texts.some((text) => content.includes(text.toLowerCase()));
  });
}
