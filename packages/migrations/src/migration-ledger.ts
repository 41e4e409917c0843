import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Migration } from './migration-files.ts';

/** A table that records which migrations were applied to a database. */
export interface MigrationLedger {
  /** The checksums of the applied migrations, by name. */
  applied(client: Client): Promise<Map<string, string>>;
  record(client: Client, migration: Migration): Promise<void>;
}

/** The ledger of the tables that all domains have; created with its first row, since the first migration creates the schema. */
export const sharedLedger: MigrationLedger = {
  async applied(client) {
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT to_regclass('messaging.migrations') IS NOT NULL AS found`,
    );
    if (rows[0]?.found !== true) return new Map();
    return checksums(client, 'SELECT name, checksum FROM messaging.migrations');
  },
  async record(client, { name, checksum }) {
    await client.query(`CREATE TABLE IF NOT EXISTS messaging.migrations (
      name text PRIMARY KEY,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
    await client.query('INSERT INTO messaging.migrations (name, checksum) VALUES ($1, $2)', [name, checksum]);
  },
};

/** Prisma's own ledger, with the rows that `prisma migrate deploy` would have written. */
export const prismaLedger: MigrationLedger = {
  async applied(client) {
    await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum VARCHAR(64) NOT NULL,
      finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL,
      logs TEXT,
      rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    )`);
    return checksums(
      client,
      `SELECT migration_name AS name, checksum FROM _prisma_migrations
        WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
  },
  async record(client, { name, checksum }) {
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
        VALUES ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
  },
};

async function checksums(client: Client, sql: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(sql);
  return new Map(rows.map((row) => [row.name, row.checksum]));
}
