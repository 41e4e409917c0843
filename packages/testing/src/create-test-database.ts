import type { Domain } from '@cartwright/events';
import { migrate } from '@cartwright/migrations';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { waitFor } from './wait-for.ts';

/** A database for one test. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  stop(): Promise<void>;
}

const templateLock = 4_242_002;

/** The domain whose tables a database has; `messaging` for messaging's alone. */
export type TestSchema = Domain | 'messaging';

/**
 * Creates a database with messaging's tables and the domain's own. It is copied from a template that the first
 * caller of the run migrates, so it takes tens of milliseconds.
 */
export async function createTestDatabase(schema: TestSchema): Promise<TestDatabase> {
  const template = await ensureTemplate(schema);
  const name = `test_${schema}_${randomUUID().slice(0, 8)}`;
  await asSuperuser((client) => copyDatabase(client, template, name));
  const stop = (): Promise<void> =>
    asSuperuser(async (client) => {
      await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    });
  return { url: urlOf(name), stop, [Symbol.asyncDispose]: stop };
}

async function ensureTemplate(schema: TestSchema): Promise<string> {
  const template = `template_${schema}`;
  await asSuperuser(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount !== 0) return;
    const unfinished = `${template}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${unfinished}" TEMPLATE template0 ENCODING 'UTF8'`);
    await migrate({ databaseUrl: urlOf(unfinished), domain: schema === 'messaging' ? undefined : schema });
    await retryWhileInUse(() => client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`));
  });
  return template;
}

async function copyDatabase(client: pg.Client, template: string, name: string): Promise<void> {
  await retryWhileInUse(() => client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`));
}

/** A connection that was just closed lingers for a moment, and two copies of one template exclude each other. */
async function retryWhileInUse(statement: () => Promise<unknown>): Promise<void> {
  await waitFor(async () => (await statement(), true), { describe: 'the template to be free' });
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${database}`;
  return url.toString();
}
