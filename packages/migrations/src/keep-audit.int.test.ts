import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { perDomain, type Domain } from '@cartwright/events';
import { startPostgres, type RunningService } from '@cartwright/servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDomainDatabases } from './create-domain-databases.ts';
import { migrate } from './migrate.ts';
import { inDatabase, withClient } from './with-client.ts';

let dataDir: string;
let postgres: RunningService;
let urls: Record<Domain, string>;
const passwords = perDomain((domain) => `of-${domain}`);

const insert = `INSERT INTO audit.entries (id, staff_id, operation, outcome, at, position, previous_hash, hash)
  VALUES (gen_random_uuid(), gen_random_uuid(), 'variantStockAdjust', 'DONE', now(), 9000, 'mine', 'mine') RETURNING position, hash`;

const run = async (sql: string, url = urls.products) =>
  withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
const apply = (): Promise<string[]> =>
  migrate({ domain: 'products', databaseUrl: urls.products, superuserUrl: postgres.url });

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-audit-'));
  postgres = await startPostgres({ dataDir, password: 'of-the-superuser', fast: true });
  urls = await createDomainDatabases(postgres.url, passwords);
  await apply();
  await run(insert);
});
afterAll(async () => {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe("a domain's own login", () => {
  it('adds to the trail and reads it, and does not say where an entry stands', async () => {
    const [added] = await run(insert);
    expect(added).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(Number(added?.['position'])).toBeLessThan(9000);
    await run(`INSERT INTO audit.witnesses (domain, position, hash) VALUES ('orders', 1, 'a hash')`);
    expect(await run('SELECT * FROM audit.witnesses')).not.toEqual([]);
  });

  it.each([
    'UPDATE audit.entries SET reason = NULL',
    'DELETE FROM audit.entries',
    'TRUNCATE audit.entries',
    'UPDATE audit.witnesses SET hash = NULL',
    'DELETE FROM audit.witnesses',
    'TRUNCATE audit.witnesses',
    'DROP TABLE audit.entries',
    'DROP SCHEMA audit CASCADE',
    'ALTER TABLE audit.entries DISABLE TRIGGER ALL',
    'ALTER TABLE audit.entries DISABLE TRIGGER entries_append_only',
    'DROP TRIGGER entries_link ON audit.entries',
    'ALTER TABLE audit.entries RENAME TO forgotten',
    'ALTER TABLE audit.entries OWNER TO CURRENT_USER',
    'ALTER TABLE audit.entries ADD COLUMN more int',
    'ALTER TABLE audit.entries ENABLE ROW LEVEL SECURITY',
    'CREATE TRIGGER before_all BEFORE INSERT ON audit.entries FOR EACH ROW EXECUTE FUNCTION audit.link()',
    'CREATE RULE nothing AS ON INSERT TO audit.entries DO INSTEAD NOTHING',
    `CREATE OR REPLACE FUNCTION audit.link() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    `CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    'DROP FUNCTION audit.link() CASCADE',
    'CREATE TABLE audit.more (id int)',
    'ALTER SCHEMA audit RENAME TO forgotten',
    'BEGIN; LOCK TABLE audit.entries IN ACCESS EXCLUSIVE MODE',
    'SET session_replication_role = replica',
    'SET ROLE cartwright_audit',
    'GRANT cartwright_audit TO CURRENT_USER',
    'GRANT ALL ON audit.entries TO CURRENT_USER; DELETE FROM audit.entries', // a warning alone, and nothing is granted
    'REASSIGN OWNED BY cartwright_audit TO CURRENT_USER',
  ])('may not %s', async (sql) => {
    await expect(run(sql)).rejects.toThrow(
      /permission denied|must be (owner|member|superuser)|have admin option/,
    );
    expect(await run('SELECT 1 FROM audit.entries')).not.toEqual([]);
  });

  it('may not drop its database', async () => {
    await expect(
      run('DROP DATABASE cartwright_products', inDatabase(urls.products, 'postgres')),
    ).rejects.toThrow('must be owner of database');
  });
});

it('is taken from a login that owned it in an earlier release, with its entries', async () => {
  const databaseUrl = urls.carts;
  await withClient(inDatabase(postgres.url, 'postgres'), (client) =>
    client.query('ALTER DATABASE cartwright_carts OWNER TO cartwright_carts'),
  );
  await migrate({ domain: 'carts', databaseUrl });
  await run(insert, databaseUrl);
  await run('DROP TRIGGER witnesses_append_only ON audit.witnesses', databaseUrl); // so much was allowed
  await createDomainDatabases(postgres.url, passwords);
  expect(await migrate({ domain: 'carts', databaseUrl, superuserUrl: postgres.url })).toEqual([]);
  await expect(run('DROP TABLE audit.entries', databaseUrl)).rejects.toThrow('must be owner');
  await run('CREATE TABLE still_mine (id int)', databaseUrl);
  expect(await run(insert, databaseUrl)).toMatchObject([{ position: '2' }]);
});

it('changes nothing when it is applied again', async () => {
  const rights = `SELECT relname, relowner::regrole::text AS owner, relacl::text FROM pg_class WHERE relnamespace = 'audit'::regnamespace ORDER BY 1`;
  const before = await run(rights);
  expect(await apply()).toEqual([]);
  expect(await run(rights)).toEqual(before);
});
