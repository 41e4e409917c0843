import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createDomainDatabases, migrate } from '@cartwright/migrations';
import { domains, type Domain } from '@cartwright/events';
import { ServiceFailure } from '@cartwright/servers';
import { forEachOf } from '../processes/for-each-of.ts';
import { z } from 'zod';
import type { Owned } from '../processes/owned.ts';
import type { TellProgress } from '../progress/reporter.ts';
import { runScript } from '../processes/run-script.ts';
import { repositoryRoot } from '../repository-root.ts';
import type { Secrets, StaffSecrets } from '../secrets.ts';

/** Creates and migrates the database of each domain. @returns each domain's own DATABASE_URL */
export async function prepareDatabases(
  superuserUrl: string,
  secrets: Secrets,
): Promise<Record<Domain, string>> {
  const urls = await createDomainDatabases(superuserUrl, secrets.databasePasswords);
  await Promise.all(domains.map((domain) => migrate({ domain, databaseUrl: urls[domain], superuserUrl })));
  return urls;
}

/** Which sample data to insert, and where. */
export interface SeedOptions {
  readonly dataDir: string;
  readonly databaseUrls: Readonly<Record<Domain, string>>;
  readonly publicUrl: string;
  /** What the sample's staff sign in with, where that is not what is documented. */
  readonly sampleStaff?: (StaffSecrets & Pick<Secrets, 'secondFactorKey'>) | undefined;
  readonly owned: Owned;
  /** Told how far the sample data of each domain is. */
  readonly tell?: TellProgress;
  /** How many products; when not given, 500 at the first start and afterwards as many as there are. */
  readonly products?: number | undefined;
  /** The domains that get theirs; all when not given. */
  readonly seeded?: readonly Domain[] | undefined;
}

const defaultProducts = 500;
const seedsAtOnce = 2;

/** The number of products that each domain's sample data was made for. */
type SeedRecord = Partial<Record<Domain, number>>;

/** What a seed tells while it works. */
const seedProgress = z.object({ done: z.number(), of: z.number() });

/**
 * Fills the databases with sample data, once per data directory, domain and number of products. More products are added to those
 * that are there. @throws ServiceFailure for fewer: nothing is taken away
 */
export async function seedDatabases(options: SeedOptions): Promise<void> {
  const file = path.join(options.dataDir, 'seeded.json');
  const done = readRecord(file);
  const products = options.products ?? done.products ?? defaultProducts;
  refuseFewer(products, done);
  const wanted = options.seeded ?? domains;
  const pending = wanted.filter((domain) => done[domain] !== products && existsSync(seedScript(domain)));
  if (pending.length === 0) return;
  await forEachOf(pending, seedsAtOnce, (domain) => seed(domain, products, options));
  const seeded = Object.fromEntries(wanted.map((domain) => [domain, products]));
  writeFileSync(file, `${JSON.stringify({ ...done, ...seeded })}\n`, { mode: 0o600 });
}

function refuseFewer(products: number, done: SeedRecord): void {
  const there = Math.max(0, ...Object.values(done));
  if (products >= there) return;
  throw new ServiceFailure(
    `This store has the sample data of ${there} products, and ${products} are fewer.`,
    {
      advice: 'Leave `--products` out to open it as it is, or `npm run reset` first to begin anew.',
    },
  );
}

async function seed(domain: Domain, products: number, options: SeedOptions): Promise<void> {
  await runScript({
    name: `The seed of ${domain}`,
    script: seedScript(domain),
    args: ['--products', String(products)],
    env: {
      DATABASE_URL: options.databaseUrls[domain],
      PUBLIC_URL: options.publicUrl,
      ...(domain === 'accounts' && staffEnvironment(options)),
    },
    logFile: path.join(options.dataDir, 'logs', `seed-${domain}.log`),
    owned: options.owned,
    onMessage: (message) => {
      const { data } = seedProgress.safeParse(message);
      if (data !== undefined) options.tell?.(domain, data.done, data.of);
    },
  });
}

function staffEnvironment({ sampleStaff }: SeedOptions): Record<string, string> {
  if (sampleStaff === undefined) return {};
  return {
    SAMPLE_STAFF_PASSWORD: sampleStaff.password,
    SAMPLE_STAFF_TOTP_SECRET: sampleStaff.totpSecret,
    SECOND_FACTOR_KEYS: sampleStaff.secondFactorKey,
  };
}

function seedScript(domain: Domain): string {
  return path.join(repositoryRoot, 'subgraphs', domain, 'src/seed.ts');
}

function readRecord(file: string): SeedRecord {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SeedRecord) : {};
}
