import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDomainDatabases, migrate } from '@cartwright/migrations';
import { domains, perDomain } from '@cartwright/events';
import { Owned } from '../processes/owned.ts';
import { describeFailure } from '../progress/describe-failure.ts';
import { seedDatabases } from '../store/prepare-databases.ts';

/** The job that runs before the services in Docker Compose: databases, migrations, sample data. */
async function prepare(environment: NodeJS.ProcessEnv): Promise<void> {
  const required = (name: string): string => {
    const value = environment[name];
    if (!value) throw new Error(`${name} is not set.`);
    return value;
  };
  const superuserUrl = required('POSTGRES_URL');
  const databaseUrls = await createDomainDatabases(
    superuserUrl,
    perDomain((domain) => required(`${domain.toUpperCase()}_DATABASE_PASSWORD`)),
  );
  for (const domain of domains) {
    const applied = await migrate({ domain, databaseUrl: databaseUrls[domain], superuserUrl });
    console.log(`${domain}: ${applied.length === 0 ? 'up to date' : applied.join(', ')}`);
  }
  await seedDatabases({
    dataDir: mkdtempSync(path.join(tmpdir(), 'cartwright-databases-')),
    databaseUrls,
    publicUrl: required('PUBLIC_URL'),
    sampleStaff: environment['NODE_ENV'] === 'production' ? staffSecrets(required) : undefined,
    products: Number(environment['PRODUCTS'] ?? 500),
    owned: new Owned(),
  });
  console.log('The sample data is complete.');
}

/** In production the sample's staff have what only this store knows. */
function staffSecrets(required: (name: string) => string) {
  return {
    password: required('SAMPLE_STAFF_PASSWORD'),
    totpSecret: required('SAMPLE_STAFF_TOTP_SECRET'),
    secondFactorKey: required('SECOND_FACTOR_KEYS'),
  };
}

try {
  await prepare(process.env);
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
