import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isProcessAlive } from '@cartwright/servers';

/**
 * Locks the data directory for this process.
 * @returns the id of the process that holds it already; undefined when this process holds it now.
 * @throws Error that says what to do when the directory cannot be written
 */
export function lockStore(dataDir: string): number | undefined {
  const holder = storeHolder(dataDir);
  if (holder !== undefined) return holder;
  try {
    return writeLock(dataDir) ? undefined : storeHolder(dataDir);
  } catch (cause) {
    const advice = 'Make it writable, or name another with CARTWRIGHT_DATA_DIR.';
    throw new Error(`The data directory ${dataDir} cannot be written. ${advice}`, { cause });
  }
}

/** Gives false when another process was faster. */
function writeLock(dataDir: string): boolean {
  makeDirectory(dataDir);
  const file = lockFile(dataDir);
  rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** One level after the other: Node's `recursive` never comes back from where no directory can be made, as below /proc. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  mkdirSync(directory);
}

/** Unlocks the data directory, if this process holds it. */
export function unlockStore(dataDir: string): void {
  if (storeHolder(dataDir) === process.pid) rmSync(lockFile(dataDir), { force: true });
}

/** The id of the process that runs a store on the data directory, undefined when there is none. */
export function storeHolder(dataDir: string): number | undefined {
  const file = lockFile(dataDir);
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8'));
  return isProcessAlive(pid) && isLauncher(pid) ? pid : undefined;
}

function lockFile(dataDir: string): string {
  return path.join(dataDir, 'lock');
}

/** After a crash the id may belong to another program by now; without /proc that cannot be detected. */
function isLauncher(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync('/proc/self/cmdline') || readFileSync(commandLine, 'utf8').includes('node');
}
