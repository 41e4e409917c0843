import type { Owned } from '../processes/owned.ts';
import { lockStore, unlockStore } from '../store/store-lock.ts';

/**
 * Locks the data directory until everything is stopped.
 * @returns the id of the process that holds it already; undefined when this process holds it now.
 */
export async function ownDataDirectory(dataDir: string, owned: Owned): Promise<number | undefined> {
  const holder = lockStore(dataDir);
  if (holder !== undefined) return holder;
  const unlock = (): void => unlockStore(dataDir);
  await owned.add({ name: 'lock', stop: unlock, kill: unlock });
  return undefined;
}
