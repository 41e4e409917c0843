import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmdirSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { placePostgres } from '@cartwright/servers';
import { temporaryDirectory } from './temporary-directory.ts';

/** A separate file system, which a test can fill and free. */
export interface SmallDisk extends Disposable {
  readonly path: string;
  /** Takes away all free space. */
  fill(): void;
  /** Frees the space again. */
  freeSpace(): void;
  /** Unmounts it; its files are lost. */
  unmount(): void;
  /** Unmounts it and leaves its files in an ordinary directory in its place. */
  replaceByDirectory(): void;
}

const roomBytes = 8 * 2 ** 30;
const fillAttempts = 20;

/** Whether this process may mount file systems; root may, outside of most containers. */
export function canMountDisks(): boolean {
  using directory = temporaryDirectory('disk');
  try {
    mountDisk(directory.path).unmount();
    return true;
  } catch {
    return false;
  }
}

/**
 * Mounts a file system in memory at a directory, which is created when it is missing. It is gone when it is unmounted
 * or this process ends. @throws when this process may not mount.
 */
export function mountDisk(directory: string): SmallDisk {
  mkdirSync(directory, { recursive: true });
  mount('-t', 'tmpfs', '-o', `size=${roomBytes},mode=755`, 'cartwright', directory);
  const unmountLate = (): void => unmountDisk(directory);
  process.once('exit', unmountLate);
  const unmount = (): void => {
    process.off('exit', unmountLate);
    unmountDisk(directory);
  };
  return {
    path: directory,
    fill: () => fillDisk(directory),
    freeSpace: () => mount('-o', `remount,size=${roomBytes}`, directory),
    unmount,
    replaceByDirectory: () => {
      const copy = `${directory}.copy`;
      execFileSync('cp', ['-a', directory, copy], { stdio: 'pipe' });
      unmount();
      rmdirSync(directory);
      renameSync(copy, directory);
    },
    [Symbol.dispose]: unmount,
  };
}

/** Mounts a disk for a store's PostgreSQL alone; call it before the store's first start. */
export function mountPostgresDisk(dataDir: string): SmallDisk {
  const disk = mountDisk(path.join(dataDir, 'postgres-disk'));
  placePostgres(dataDir, path.join(disk.path, 'postgres'));
  return disk;
}

/** Lowers the limit to what is in use: unlike a file that fills the rest, this costs no memory. */
function fillDisk(directory: string): void {
  for (let attempt = 1; ; attempt += 1) {
    const { blocks, bfree, bsize } = statfsSync(directory);
    try {
      mount('-o', `remount,size=${(blocks - bfree) * bsize}`, directory);
      return;
    } catch (error) {
      if (attempt === fillAttempts) throw error; // something was written in between
    }
  }
}

/** Lazily, since a process may still have files open. */
function unmountDisk(directory: string): void {
  execFileSync('umount', ['-l', directory], { stdio: 'pipe' });
}

function mount(...args: string[]): void {
  execFileSync('mount', args, { stdio: 'pipe' });
}
