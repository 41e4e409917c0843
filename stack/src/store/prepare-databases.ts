import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createDomainDatabases } from '../databases/create-domain-databases.ts';
import { migrate } from '../databases/migrate.ts';
import { domains, type Domain } from '../domains.ts';
import { forEachOf } from '../processes/for-each-of.ts';
import type { Owned } from '../processes/owned.ts';
import { runScript } from '../processes/run-script.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { Secrets } from '../secrets.ts';

/** Makes the six databases and brings each up to date; gives each domain's own URL. */
export async function prepareDatabases(
  superuserUrl: string,
  secrets: Secrets,
): Promise<Record<Domain, string>> {
  const urls = await createDomainDatabases(superuserUrl, secrets.databasePasswords);
  await Promise.all(domains.map((domain) => migrate({ domain, databaseUrl: urls[domain] })));
  return urls;
}

/** Which sample data to put where. */
export interface SeedOptions {
  readonly dataDir: string;
  readonly databaseUrls: Readonly<Record<Domain, string>>;
  readonly publicUrl: string;
  readonly owned: Owned;
  /** How many products; when not given, 500 at the first start and afterwards what is there. */
  readonly products?: number | undefined;
}

const defaultProducts = 500;
const seedsAtOnce = 2;

/** Fills the databases with sample data, once per data directory and number of products. */
export async function seedDatabases(options: SeedOptions): Promise<void> {
  const record = path.join(options.dataDir, 'seeded.json');
  const done = readRecord(record);
  const products = options.products ?? done.products ?? defaultProducts;
  if (done.products === products) return;
  const seeded = domains.filter((domain) => existsSync(seedScript(domain)));
  await forEachOf(seeded, seedsAtOnce, (domain) => seed(domain, products, options));
  writeFileSync(record, `${JSON.stringify({ products })}\n`);
}

async function seed(domain: Domain, products: number, options: SeedOptions): Promise<void> {
  await runScript({
    name: `The seed of ${domain}`,
    script: seedScript(domain),
    args: ['--products', String(products)],
    env: { DATABASE_URL: options.databaseUrls[domain], PUBLIC_URL: options.publicUrl },
    logFile: path.join(options.dataDir, 'logs', `seed-${domain}.log`),
    owned: options.owned,
  });
}

function seedScript(domain: Domain): string {
  return path.join(repositoryRoot, 'subgraphs', domain, 'src/seed.ts');
}

function readRecord(file: string): { products?: number } {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { products?: number }) : {};
}
