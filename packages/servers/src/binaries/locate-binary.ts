import { accessSync, constants, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ProgramName } from './binary.ts';

/** Where to look; a test passes directories of its own. */
export interface SearchPlaces {
  /** The PATH variable. */
  readonly searchPath: string;
  /** The root of the file system that Debian's directories are below. */
  readonly root: string;
}

/**
 * Lists the files that could be the program, best first: on the PATH, in /usr/sbin, and for PostgreSQL in
 * /usr/lib/postgresql/<version>/bin, newest version first, for Chromium under the names that it is given. PostgreSQL's links are resolved, since initdb lies beside
 * it; Redis' are not, since its behaviour depends on the name by which it is called.
 */
export function locateBinary(name: ProgramName, { searchPath, root }: SearchPlaces): string[] {
  const directories = [
    ...searchPath.split(path.delimiter).filter(Boolean),
    ...['usr/local/sbin', 'usr/local/bin', 'usr/sbin', 'usr/bin'].map((directory) =>
      path.join(root, directory),
    ),
    ...(name === 'postgres' ? postgresDirectories(root) : []),
    ...(name === 'chromium' ? [path.join(root, 'usr/lib/chromium')] : []),
  ];
  const names = name === 'chromium' ? chromiumNames : [name];
  const files = directories
    .flatMap((directory) => names.map((file) => path.join(directory, file)))
    .filter(isExecutable);
  return [...new Set(name === 'postgres' ? files.map((file) => realpathSync(file)) : files)];
}

/** As Debian, other distributions and Google call it. */
const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function postgresDirectories(root: string): string[] {
  const base = path.join(root, 'usr/lib/postgresql');
  if (!existsSync(base)) return [];
  const versions = readdirSync(base).sort((left, right) => Number(right) - Number(left));
  return versions.map((version) => path.join(base, version, 'bin'));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
