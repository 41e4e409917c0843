import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Domain } from '@cartwright/events';
import { Client } from 'pg';
import { eachFile } from './each-file.ts';
import type { Target } from './target.ts';

/** The tables, logs and mails of the store in which one of these texts stands. */
export async function holdersOf(
  { store, dataDir }: Target,
  domains: readonly Domain[],
  texts: readonly string[],
): Promise<string[]> {
  const tables = await Promise.all(domains.map((domain) => tablesWith(store.databaseUrl(domain), texts)));
  const files = [path.join(dataDir, 'logs'), store.mailDirectory].flatMap((directory) =>
    filesWith(directory, texts),
  );
  return [...tables.flat(), ...files];
}

async function tablesWith(connectionString: string, texts: readonly string[]): Promise<string[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('public', 'messaging') AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')`,
    );
    const found = [];
    for (const { name } of rows) {
      const sql = `SELECT 1 FROM ${name} t WHERE t::text LIKE ANY($1) LIMIT 1`;
      const { rowCount } = await client.query(sql, [texts.map((text) => `%${text}%`)]);
      if (rowCount !== 0) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}

function filesWith(directory: string, texts: readonly string[]): string[] {
  return eachFile(directory, (file) => ({ file, content: readFileSync(file, 'utf8') }))
    .filter(({ content }) => texts.some((text) => content.includes(text)))
    .map(({ file }) => path.basename(file));
}
