import type { TestStore } from '@cartwright/stack/test-store';
import { Client } from 'pg';
import { expect } from 'vitest';
import { queryDomain } from './query-domain.ts';

type Domain = Parameters<TestStore['databaseUrl']>[0];

/** A table that is locked against every access. */
export interface LockedTable extends AsyncDisposable {
  /** Waits until a statement waits for the lock. */
  awaited(): Promise<void>;
  release(): Promise<void>;
}

/** Locks a table of one domain, so that requests that need it stay under way until it is released. */
export async function lockTable(store: TestStore, domain: Domain, table: string): Promise<LockedTable> {
  const client = new Client({ connectionString: store.databaseUrl(domain) });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  let isOpen = true;
  const release = async () => {
    if (isOpen) await client.end();
    isOpen = false;
  };
  const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = '${table}'::regclass`;
  const awaited = () =>
    expect.poll(() => queryDomain(store, domain, waiting), { timeout: 10_000, interval: 20 }).not.toEqual([]);
  return { awaited, release, [Symbol.asyncDispose]: release };
}
