import type { Client } from 'pg';
import type { Migration } from './migration-files.ts';
import { MigrationFailure } from './migration-failure.ts';

const firstLine = /^-- concurrently\r?\n/;
const creates = /^CREATE (?:UNIQUE )?INDEX CONCURRENTLY ([a-z_][a-z0-9_]*) ON [^;]+;?$/;
const drops = /^DROP INDEX CONCURRENTLY IF EXISTS [a-z_][a-z0-9_]*;?$/;

/** Whether a migration changes an index while its table is written: its first line is `-- concurrently`, and it is in no transaction. */
export function isConcurrent({ sql }: Migration): boolean {
  return firstLine.test(sql);
}

/**
 * Does the one statement of a migration that is in no transaction. May be done again after any crash: an index that was built is left as
 * it is, and one that was half built (PostgreSQL leaves it behind, invalid) is dropped and built anew.
 * @throws MigrationFailure for anything but one `CREATE [UNIQUE] INDEX CONCURRENTLY name ON …` or `DROP INDEX CONCURRENTLY IF EXISTS name`
 */
export async function changeIndex(client: Client, { name, sql, file }: Migration): Promise<void> {
  const statement = sql.replaceAll(/^--.*$/gm, '').trim();
  const index = creates.exec(statement)?.[1];
  if (index === undefined && !drops.test(statement)) {
    throw new MigrationFailure(
      `The migration ${name} begins with "-- concurrently", so that it may only be one CREATE [UNIQUE] INDEX CONCURRENTLY name ON … ` +
        `or DROP INDEX CONCURRENTLY IF EXISTS name (${file}).`,
    );
  }
  const isValid = index === undefined ? undefined : await validityOf(client, index);
  if (isValid === true) return;
  if (isValid === false) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${String(index)}`);
  await client.query(statement);
}

/** Whether an index was built whole; undefined where there is none of this name. */
async function validityOf(client: Client, index: string): Promise<boolean | undefined> {
  const { rows } = await client.query<{ isValid: boolean }>(
    'SELECT indisvalid AS "isValid" FROM pg_index WHERE indexrelid = to_regclass($1)',
    [index],
  );
  return rows[0]?.isValid;
}
