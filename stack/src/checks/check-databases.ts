import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate, withClient } from '@cartwright/migrations';
import { domains, type Domain } from '@cartwright/events';
import { repositoryRoot } from '../repository-root.ts';
import { startPostgres } from '@cartwright/servers';
import { compareList } from './compare-list.ts';
import { compareSchemas } from './compare-schemas.ts';
import { describeDatabase } from './describe-database.ts';
import { prepareStatements } from './prepare-statements.ts';
import { schemaSql } from './schema-sql.ts';

/** Modules whose statements run on every domain's database. */
const sharedModules = ['messaging', 'audit', 'idempotency', 'subgraph'].map(
  (name) => `packages/${name}/src/**/*.ts`,
);

/**
 * Checks on a private PostgreSQL that each domain's migrations yield its `schema.prisma`, and that every statement that
 * the type checker cannot check is valid on the migrated schema. `--write` records what migrations add beyond it.
 */
async function checkDatabases(write: boolean): Promise<string[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-check-'));
  const postgres = await startPostgres({ dataDir, fast: true, password: 'check' });
  try {
    const problems = await Promise.all(domains.map((domain) => checkDomain(domain, postgres.url, write)));
    return problems.flat();
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function checkDomain(domain: Domain, superuserUrl: string, write: boolean): Promise<string[]> {
  const migratedUrl = await createDatabase(superuserUrl, `migrated_${domain}`);
  await migrate({ domain, databaseUrl: migratedUrl });
  const drift = await checkSchema(domain, { migratedUrl, superuserUrl, write });
  return [...drift, ...(await checkStatements(domain, migratedUrl))];
}

async function checkSchema(
  domain: Domain,
  { migratedUrl, superuserUrl, write }: { migratedUrl: string; superuserUrl: string; write: boolean },
): Promise<string[]> {
  const directory = path.join(repositoryRoot, 'prisma', domain);
  const wantedUrl = await createDatabase(superuserUrl, `wanted_${domain}`);
  const script = await schemaSql(path.join(directory, 'schema.prisma'), wantedUrl);
  const wanted = await withClient(wantedUrl, async (client) => {
    await client.query(script);
    return describeDatabase(client);
  });
  const migrated = await withClient(migratedUrl, describeDatabase);
  const { problems, beyond } = compareSchemas(migrated, wanted);
  const listFile = path.join(directory, 'beyond-schema.txt');
  if (write) writeList(listFile, beyond);
  const unlisted = compareList(existsSync(listFile) ? readFileSync(listFile, 'utf8') : '', beyond);
  return [...problems, ...unlisted].map((problem) => `prisma/${domain}: ${problem}`);
}

function writeList(file: string, lines: readonly string[]): void {
  if (lines.length === 0) rmSync(file, { force: true });
  else writeFileSync(file, `${lines.join('\n')}\n`);
}

async function checkStatements(domain: Domain, databaseUrl: string): Promise<string[]> {
  const own = `subgraphs/${domain}/{src/*,simulator}/**/*.ts`;
  const keyed = /^model IdempotencyKey /m.test(
    readFileSync(path.join(repositoryRoot, 'prisma', domain, 'schema.prisma'), 'utf8'),
  );
  const patterns = [own, ...sharedModules.filter((pattern) => keyed || !pattern.includes('idempotency'))];
  const files = globSync(patterns, { cwd: repositoryRoot })
    .filter((file) => !/\.test\.ts$|\/generated\/|\/test\/|test-support/.test(file))
    .filter((file) =>
      /\bsamples\b|\bstatements\b|\bsql(<[^`]*>)?`/.test(
        readFileSync(path.join(repositoryRoot, file), 'utf8'),
      ),
    );
  return withClient(databaseUrl, async (client) => {
    const problems: string[] = [];
    for (const file of files) {
      const found = await prepareStatements(client, path.join(repositoryRoot, file));
      problems.push(...found.map((problem) => `${file}: ${problem}`));
    }
    return problems;
  });
}

async function createDatabase(superuserUrl: string, name: string): Promise<string> {
  await withClient(superuserUrl, (client) => client.query(`CREATE DATABASE "${name}" TEMPLATE template0`));
  const url = new URL(superuserUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

const problems = await checkDatabases(process.argv.includes('--write'));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
