import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { perDomain, type Domain } from '@cartwright/events';
import type { Client } from 'pg';
import { startPostgres, type RunningService } from '@cartwright/servers';
import { createDomainDatabases } from './create-domain-databases.ts';
import { migrate } from './migrate.ts';
import { withClient } from './with-client.ts';

let dataDir: string;
let postgres: RunningService;
let urls: Record<Domain, string>;
const passwords = perDomain((domain) => `of-${domain}`);

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-databases-'));
  postgres = await startPostgres({ dataDir, password: 'of-the-superuser', fast: true });
  urls = await createDomainDatabases(postgres.url, passwords);
});

afterAll(async () => {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the databases of the domains', () => {
  it('let each login make tables in its own database', async () => {
    for (const url of Object.values(urls)) {
      await withClient(url, (client) => client.query('CREATE TABLE own (id int)'));
    }
  });

  it("refuse another domain's login", async () => {
    const url = new URL(urls.orders);
    url.pathname = new URL(urls.accounts).pathname;
    await expect(withClient(url.toString(), () => Promise.resolve())).rejects.toThrow(
      /permission denied for database/,
    );
  });

  it('end what goes on for too long, on any connection of a login', async () => {
    const shown = ['statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout'];
    for (const url of Object.values(urls)) {
      const read = (client: Client) =>
        Promise.all(
          shown.map(async (name) =>
            Object.values((await client.query<Record<string, string>>(`SHOW ${name}`)).rows[0] ?? {}),
          ),
        );
      expect((await withClient(url, read)).flat()).toEqual(['30s', '30s', '15s']);
    }
  });

  it('can be set up again, with their data kept and a new password taken over', async () => {
    await withClient(urls.carts, (client) => client.query('CREATE TABLE kept AS SELECT 7 AS value'));
    const again = await createDomainDatabases(postgres.url, { ...passwords, carts: 'another' });
    const { rows } = await withClient(again.carts, (client) => client.query('SELECT value FROM kept'));
    expect(rows).toEqual([{ value: 7 }]);
    await expect(withClient(urls.carts, () => Promise.resolve())).rejects.toThrow(
      /password authentication failed/,
    );
    await createDomainDatabases(postgres.url, passwords);
  });
});

describe('migrate', () => {
  const checkout = (files: Record<string, string>): string => {
    const root = mkdtempSync(path.join(dataDir, 'checkout-'));
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return root;
  };
  const payments = (root: string): Promise<string[]> =>
    migrate({ domain: 'payments', databaseUrl: urls.payments, root });

  it("applies messaging's migrations, then the domain's, once", async () => {
    const own = 'CREATE TABLE thing (id int REFERENCES messaging.base)';
    const root = checkout({
      'packages/messaging/migrations/001_base.sql':
        'CREATE SCHEMA messaging; CREATE TABLE messaging.base (id int PRIMARY KEY)',
      'prisma/payments/migrations/20250101000000_init/migration.sql': own,
    });
    const [first, second] = await Promise.all([payments(root), payments(root)]);
    expect([...first, ...second]).toEqual(['001_base', '20250101000000_init']);
    const { rows } = await withClient(urls.payments, (client) =>
      client.query('SELECT migration_name, checksum, applied_steps_count FROM _prisma_migrations'),
    );
    const checksum = createHash('sha256').update(own).digest('hex');
    expect(rows).toEqual([{ migration_name: '20250101000000_init', checksum, applied_steps_count: 1 }]);
  });

  it("applies messaging's alone when no domain is given", async () => {
    const root = checkout({
      'packages/messaging/migrations/001_base.sql': 'CREATE SCHEMA messaging',
      'prisma/notifications/migrations/20250101000000_init/migration.sql': 'SELECT nonsense',
    });
    expect(await migrate({ databaseUrl: urls.notifications, root })).toEqual(['001_base']);
  });

  it('lets a migration take its time', async () => {
    const sql = `CREATE TABLE limits AS SELECT current_setting(name) AS value
      FROM unnest(ARRAY['statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout']) AS name`;
    await payments(checkout({ 'prisma/payments/migrations/20250101500000_limits/migration.sql': sql }));
    const { rows } = await withClient(urls.payments, (client) =>
      client.query('SELECT DISTINCT value FROM limits'),
    );
    expect(rows).toEqual([{ value: '0' }]);
  });

  it('refuses a migration that was edited after it was applied', async () => {
    const root = checkout({ 'prisma/payments/migrations/20250101000000_init/migration.sql': 'SELECT 1' });
    await expect(payments(root)).rejects.toThrow(/20250101000000_init was edited after it had been applied/);
  });

  it('rolls a failing migration back, and applies it once it is corrected', async () => {
    const name = 'prisma/payments/migrations/20250102000000_more/migration.sql';
    await expect(
      payments(checkout({ [name]: 'CREATE TABLE half (id int); SELECT nonsense' })),
    ).rejects.toThrow(/20250102000000_more failed: column "nonsense" does not exist/);
    const mended = checkout({ [name]: 'CREATE TABLE half (id int)' });
    expect(await payments(mended)).toEqual(['20250102000000_more']);
  });

  describe('that begins with `-- concurrently`', () => {
    const table = {
      'prisma/payments/migrations/20250103000000_entries/migration.sql': 'CREATE TABLE entry (id int)',
    };
    const unique = (name: string) => ({
      ...table,
      [`prisma/payments/migrations/20250103000001_${name}/migration.sql`]: `-- concurrently\n-- One row for each.\nCREATE UNIQUE INDEX CONCURRENTLY ${name} ON entry (id);\n`,
    });
    const run = (sql: string) => withClient(urls.payments, (client) => client.query<{ valid: boolean }>(sql));
    const validity = async (name: string) =>
      (await run(`SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass('${name}')`)).rows;

    it('builds an index in no transaction, while others wait to migrate', async () => {
      const root = checkout(unique('entry_whole'));
      const names = (await Promise.all([payments(root), payments(root), payments(root)])).flat();
      expect(names).toEqual(['20250103000000_entries', '20250103000001_entry_whole']);
      expect(await validity('entry_whole')).toEqual([{ valid: true }]);
      await run('DROP INDEX entry_whole');
    });

    it('builds anew what a failure left half built', async () => {
      await run('INSERT INTO entry VALUES (1), (1)');
      const root = checkout(unique('entry_half'));
      await expect(payments(root)).rejects.toThrow(/entry_half failed: could not create unique index/);
      expect(await validity('entry_half')).toEqual([{ valid: false }]);
      await run('TRUNCATE entry');
      expect(await payments(root)).toEqual(['20250103000001_entry_half']);
      expect(await validity('entry_half')).toEqual([{ valid: true }]);
    });

    it('takes over what was built before a crash, and is entered into the ledger', async () => {
      await run('CREATE UNIQUE INDEX entry_built ON entry (id)');
      expect(await payments(checkout(unique('entry_built')))).toEqual(['20250103000001_entry_built']);
      expect(await payments(checkout(unique('entry_built')))).toEqual([]);
    });

    it('drops an index, and nothing where it is gone already', async () => {
      const drop = (nth: number, index: string) => ({
        [`prisma/payments/migrations/2025010300000${nth}_drop/migration.sql`]: `-- concurrently\nDROP INDEX CONCURRENTLY IF EXISTS ${index};\n`,
      });
      await run('CREATE INDEX entry_old ON entry (id)');
      const root = checkout({ ...drop(4, 'entry_old'), ...drop(5, 'entry_nowhere') });
      expect(await payments(root)).toEqual(['20250103000004_drop', '20250103000005_drop']);
      expect(await validity('entry_old')).toEqual([]);
    });

    it.each([
      'CREATE INDEX entry_locked ON entry (id);',
      'CREATE INDEX CONCURRENTLY entry_one ON entry (id); DROP TABLE entry;',
      'DROP INDEX CONCURRENTLY entry_one;',
    ])('refuses %s', async (statement) => {
      const root = checkout({
        'prisma/payments/migrations/20250103000003_other/migration.sql': `-- concurrently\n${statement}\n`,
      });
      await expect(payments(root)).rejects.toThrow(/begins with "-- concurrently"/);
    });
  });
});
