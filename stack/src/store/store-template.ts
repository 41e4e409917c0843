import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyPostgres, remotePostgresDirectory } from '@cartwright/servers';
import { generateCode } from '../preparation/generate-code.ts';
import { Owned } from '../processes/owned.ts';
import { silentReporter } from '../progress/reporter.ts';
import { openBasis } from './open-basis.ts';
import { wantedPorts } from './open-store.ts';
import { seedDatabases } from './prepare-databases.ts';

/** How many products the sample data of a test store has, unless it asks for another number. */
export const testProducts = 60;

/**
 * Fills databases with sample data once, for the test stores of a run to begin with copies: that is half of what a start costs.
 * Before it returns its servers are stopped. @returns what takes the template away
 */
export async function useStoreTemplate(): Promise<() => void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'cartwright-template-'));
  await fillTemplate(directory);
  process.env['CARTWRIGHT_STORE_TEMPLATE'] = directory; // the processes of the tests inherit it
  return () => {
    delete process.env['CARTWRIGHT_STORE_TEMPLATE'];
    const remote = remotePostgresDirectory(directory);
    if (remote !== undefined) rmSync(path.dirname(remote), { recursive: true, force: true });
    rmSync(directory, { recursive: true, force: true });
  };
}

/** Copies the template of this run, if there is one, into a data directory that is empty. */
export function beginWithTemplate(dataDir: string): void {
  const template = process.env['CARTWRIGHT_STORE_TEMPLATE'];
  if (template === undefined || process.env['POSTGRES_URL']) return;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (readdirSync(dataDir).length > 0) return;
  for (const name of ['mode', 'secrets', 'seeded.json']) {
    cpSync(path.join(template, name), path.join(dataDir, name), { recursive: true });
  }
  copyPostgres(template, dataDir);
}

async function fillTemplate(directory: string): Promise<void> {
  const owned = new Owned();
  try {
    await generateCode({ dataDir: directory, owned });
    const basis = await openBasis({
      dataDir: directory,
      owned,
      reporter: silentReporter,
      wantedPorts: wantedPorts({}),
      fast: true,
    });
    await seedDatabases({ ...basis, owned, products: testProducts });
  } finally {
    await owned.stop();
  }
}
