import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '@cartwright/servers';

const cache = fileURLToPath(new URL('../../../.data/bench/', import.meta.url));

/** What is compared with the store and is no part of it: a folder's name and exact versions. */
export interface Packages {
  readonly folder: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Installs packages into a folder of their own, once, outside of the locked dependencies. Nothing of them is run meanwhile.
 * @returns the folder
 * @throws when npm cannot
 */
export async function installPackages({ folder, dependencies }: Packages): Promise<string> {
  const directory = path.join(cache, folder);
  const done = path.join(directory, 'installed');
  if (existsSync(done)) return directory;
  mkdirSync(directory, { recursive: true });
  const manifest = { name: folder, private: true, dependencies };
  writeFileSync(path.join(directory, 'package.json'), JSON.stringify(manifest, null, 2));
  const args = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--prefix',
    directory,
  ];
  await runCommand('npm', args);
  writeFileSync(done, '');
  return directory;
}
