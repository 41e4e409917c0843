import path from 'node:path';
import type { Client } from 'pg';
import type { Domain } from '@cartwright/events';
import { plainMigrations, prismaMigrations, type Migration } from './migration-files.ts';
import { prismaLedger, sharedLedger, type MigrationLedger } from './migration-ledger.ts';
import { MigrationFailure } from './migration-failure.ts';
import { keepAudit } from './keep-audit.ts';
import { changeIndex, isConcurrent } from './concurrent-migration.ts';
import { holdAdvisoryLock } from './advisory-lock.ts';
import { takeLimitsOff } from './login-timeouts.ts';
import { inDatabase, withClient } from './with-client.ts';

/** Whose migrations to apply, and where. */
export interface MigrateOptions {
  readonly databaseUrl: string;
  /**
   * A superuser's, of the same server. Given, the audit trail belongs to nobody who logs in (`createDomainDatabases` makes its
   * owner), and the domain's login only adds to it; else all belongs to the login of `databaseUrl`.
   */
  readonly superuserUrl?: string | undefined;
  /** The domain whose tables follow those that all have; those alone when not given. */
  readonly domain?: Domain | undefined;
  /** The checkout that the migrations are read from; this one when not given. */
  readonly root?: string;
}

/** The root of this checkout. */
const checkout = path.resolve(import.meta.dirname, '../../..');

/** An arbitrary number that all callers share, so that one of them migrates a database at a time. */
const advisoryLock = 4_001_947;

/**
 * Brings a database up to date: the tables that all domains have first, then the domain's own, each migration in a
 * transaction of its own, but for those that begin with `-- concurrently` (`concurrent-migration.ts`). Safe to call concurrently; one caller does the work.
 * @returns the names of the migrations that were applied now.
 * @throws MigrationFailure when a migration fails, or has been edited after it was applied.
 */
export async function migrate({
  domain,
  databaseUrl,
  superuserUrl,
  root = checkout,
}: MigrateOptions): Promise<string[]> {
  const sharedBy = (name: string) => plainMigrations(path.join(root, 'packages', name, 'migrations'));
  const own = domain === undefined ? [] : prismaMigrations(path.join(root, 'prisma', domain, 'migrations'));
  return withClient(databaseUrl, async (client) => {
    await takeLimitsOff(client);
    await holdAdvisoryLock(client, advisoryLock);
    return [
      ...(await applyAll(client, sharedLedger, sharedBy('messaging'))), // the first, since it keeps the ledger
      ...(await asKeeper(client, { databaseUrl, superuserUrl }, (keeper) =>
        applyAll(keeper, sharedLedger, sharedBy('audit')),
      )),
      ...(await applyAll(client, sharedLedger, sharedBy('subgraph'))),
      ...(await applyAll(client, prismaLedger, own)),
    ];
  });
}

/** Runs work on the audit trail as who may, and leaves the trail to nobody who logs in. */
async function asKeeper<T>(
  client: Client,
  { databaseUrl, superuserUrl }: Pick<MigrateOptions, 'databaseUrl' | 'superuserUrl'>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  if (superuserUrl === undefined) return work(client);
  const { username, pathname } = new URL(databaseUrl);
  return withClient(inDatabase(superuserUrl, pathname), async (superuser) => {
    const result = await work(superuser);
    await keepAudit(superuser, decodeURIComponent(username));
    return result;
  });
}

async function applyAll(client: Client, ledger: MigrationLedger, migrations: Migration[]): Promise<string[]> {
  const applied = await ledger.applied(client);
  const pending = migrations.filter((migration) => isPending(migration, applied));
  for (const migration of pending) await apply(client, ledger, migration);
  return pending.map(({ name }) => name);
}

function isPending({ name, file, checksum }: Migration, applied: ReadonlyMap<string, string>): boolean {
  const known = applied.get(name);
  if (known === undefined || known === checksum) return known === undefined;
  throw new MigrationFailure(
    `The migration ${name} was edited after it had been applied (${file}). Restore it and write the ` +
      'change as a new migration; on a development machine, `npm run reset` starts with empty databases instead.',
  );
}

async function apply(client: Client, ledger: MigrationLedger, migration: Migration): Promise<void> {
  try {
    if (isConcurrent(migration)) await changeIndex(client, migration);
    await inTransaction(client, async () => {
      if (!isConcurrent(migration)) await client.query(migration.sql);
      await ledger.record(client, migration);
    });
  } catch (error) {
    if (error instanceof MigrationFailure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationFailure(
      `The migration ${migration.name} failed: ${reason} (${migration.file})`,
      error,
    );
  }
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
