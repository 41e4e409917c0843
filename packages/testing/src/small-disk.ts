import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmdirSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { placePostgres } from '@cartwright/stack';
import { temporaryDirectory } from './temporary-directory.ts';

/** A file system of its own, whose room a test takes away and gives back. */
export interface SmallDisk extends Disposable {
  readonly path: string;
  /** Takes away all the room that is left: nothing can grow any more. */
  fill(): void;
  /** Gives the room back. */
  makeRoom(): void;
  /** Ends it with all that is on it. */
  unmount(): void;
  /** Ends it and leaves what was on it in an ordinary directory in its place. */
  replaceByDirectory(): void;
}

const roomBytes = 8 * 2 ** 30;
const fillAttempts = 20;

/** Tells whether this process may mount file systems: root outside of most containers. */
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
 * Mounts a file system in memory at a directory, which is made when it is missing. It goes when it is unmounted, or
 * when this process ends. @throws when this process may not mount.
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
    makeRoom: () => mount('-o', `remount,size=${roomBytes}`, directory),
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

/** Mounts a disk that the PostgreSQL of a store will have for itself; before the store starts the first time. */
export function mountPostgresDisk(dataDir: string): SmallDisk {
  const disk = mountDisk(path.join(dataDir, 'postgres-disk'));
  placePostgres(dataDir, path.join(disk.path, 'postgres'));
  return disk;
}

/** Sets the limit to what is used, which costs no memory, unlike a file that fills the rest. */
function fillDisk(directory: string): void {
  for (let attempt = 1; ; attempt += 1) {
    const { blocks, bfree, bsize } = statfsSync(directory);
    try {
      mount('-o', `remount,size=${(blocks - bfree) * bsize}`, directory);
      return;
    } catch (error) {
      if (attempt === fillAttempts) throw error; // somebody wrote in between
    }
  }
}

/** Lazily, since somebody may still be looking. */
function unmountDisk(directory: string): void {
  execFileSync('umount', ['-l', directory], { stdio: 'pipe' });
}

function mount(...args: string[]): void {
  execFileSync('mount', args, { stdio: 'pipe' });
}
