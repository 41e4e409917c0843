import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One migration as it stands in the checkout. */
export interface Migration {
  readonly name: string;
  readonly file: string;
  readonly sql: string;
  /** SHA-256 of the file in hexadecimal, as Prisma computes it. */
  readonly checksum: string;
}

/** Reads `<directory>/<name>.sql`, in the order of their names. */
export function plainMigrations(directory: string): Migration[] {
  return entries(directory)
    .filter((entry) => entry.endsWith('.sql'))
    .map((entry) => readMigration(path.basename(entry, '.sql'), path.join(directory, entry)));
}

/** Reads `<directory>/<name>/migration.sql`, Prisma's layout, in the order of their names. */
export function prismaMigrations(directory: string): Migration[] {
  return entries(directory)
    .map((entry) => ({ entry, file: path.join(directory, entry, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ entry, file }) => readMigration(entry, file));
}

function entries(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory).sort() : [];
}

function readMigration(name: string, file: string): Migration {
  const content = readFileSync(file);
  const checksum = createHash('sha256').update(content).digest('hex');
  return { name, file, sql: content.toString('utf8'), checksum };
}
