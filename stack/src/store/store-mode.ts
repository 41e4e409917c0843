import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ServiceFailure } from '@cartwright/servers';

/** Whether a store is for those who develop with it, or as careful as production wants it. */
export type StoreMode = 'development' | 'production';

/**
 * Holds a data directory to the mode of its first start: the logins of a store in development are known to everybody, and its
 * pages would show what a store in production keeps to itself.
 * @throws ServiceFailure when it was started in the other mode
 */
export function keepMode(dataDir: string, mode: StoreMode): void {
  const file = path.join(dataDir, 'mode');
  const before = modeBefore(dataDir, file);
  if (before === undefined) writeFileSync(file, `${mode}\n`, { mode: 0o600 });
  else if (before !== mode) throw otherMode(dataDir, before, mode);
}

/** Undefined before the first start; directories from before modes were kept are for development. */
function modeBefore(dataDir: string, file: string): string | undefined {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  return existsSync(path.join(dataDir, 'seeded.json')) ? 'development' : undefined;
}

function otherMode(dataDir: string, before: string, mode: StoreMode): ServiceFailure {
  return new ServiceFailure(`The data in ${dataDir} belong to a store in ${before}.`, {
    advice: `Name another directory for the one in ${mode} with CARTWRIGHT_DATA_DIR.`,
  });
}
