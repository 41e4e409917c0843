import path from 'node:path';
import { canMountDisks, mountDisk, mountPostgresDisk, type SmallDisk } from '@cartwright/testing';

/** The disks of services that have one of their own. */
export interface Disks {
  readonly postgres: SmallDisk;
  readonly nats: SmallDisk;
}

/** Mounts the disks before the store starts; undefined where this process may not mount any. */
export function mountDisks(dataDir: string): Disks | undefined {
  if (!canMountDisks()) return undefined;
  const postgres = mountPostgresDisk(dataDir);
  try {
    return { postgres, nats: mountDisk(path.join(dataDir, 'nats')) };
  } catch (error) {
    postgres.unmount();
    throw error;
  }
}
