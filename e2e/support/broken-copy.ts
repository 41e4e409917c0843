import { randomUUID } from 'node:crypto';
import type { Domain } from '@cartwright/stack';
import type { TestStore } from '@cartwright/testing';
import { Client, escapeIdentifier } from 'pg';

/** What the readers of a store need of it. */
type Databases = Pick<TestStore, 'databaseUrl'>;

/** Everything in the way of a state that must never be: checks, keys and triggers. */
const loosen = `
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT conrelid::regclass AS place, conname FROM pg_constraint WHERE contype IN ('c', 'f') AND conrelid <> 0
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', one.place, one.conname);
  END LOOP;
END $$;
SET session_replication_role = replica;`;

/**
 * Shows a store, none of whose processes run, with one of its databases damaged: a copy of it, in which nothing refuses
 * the damage. The store itself stays as it is.
 */
export async function withBrokenCopy<Result>(
  store: TestStore,
  { domain, sql, values }: { domain: Domain; sql: string; values: readonly unknown[] },
  look: (databases: Databases) => Promise<Result>,
): Promise<Result> {
  const original = new URL(store.databaseUrl(domain)).pathname.slice(1);
  const name = `copy_${randomUUID()}`;
  const administrator = store.services.postgres.url;
  const url = new URL(administrator);
  url.pathname = `/${name}`;
  await run(
    administrator,
    `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(original)}`,
  );
  try {
    const changed = await run(url.href, loosen, sql, values);
    if (changed === 0) throw new Error(`Nothing was damaged by: ${sql}`);
    return await look({ databaseUrl: (asked) => (asked === domain ? url.href : store.databaseUrl(asked)) });
  } finally {
    await run(administrator, `DROP DATABASE ${escapeIdentifier(name)} WITH (FORCE)`);
  }
}

/** @returns how many rows the last statement changed */
async function run(
  url: string,
  first: string,
  then?: string,
  values: readonly unknown[] = [],
): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(first);
    return then === undefined ? 0 : ((await client.query(then, [...values])).rowCount ?? 0);
  } finally {
    await client.end();
  }
}
