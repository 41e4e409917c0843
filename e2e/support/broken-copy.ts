import { randomUUID } from 'node:crypto';
import type { Domain } from '@cartwright/events';
import type { TestStore } from '@cartwright/stack/test-store';
import { Client, escapeIdentifier } from 'pg';

/** The part of a store that reading its databases needs. */
type Databases = Pick<TestStore, 'databaseUrl'>;

/** Drops the checks, keys and triggers that prevent invalid states. */
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
 * Runs work on a store, whose processes are stopped, with one database damaged: a copy without constraints that refuse
 * the damage. The store itself is not changed.
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
