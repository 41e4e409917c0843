import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { isProcessAlive } from '@cartwright/servers';

/**
 * Reserves a port for this process, so that two stores that start at the same moment do not choose the same one.
 * @returns false when another running process has reserved it.
 */
export function reservePort(port: number): boolean {
  const file = reservationFile(port);
  mkdirSync(path.dirname(file), { recursive: true });
  const holder = holderOf(file);
  if (holder !== undefined && holder !== process.pid && isProcessAlive(holder)) return false;
  rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** Releases the ports that this process has reserved. */
export function releasePorts(ports: Iterable<number>): void {
  for (const port of ports) {
    const file = reservationFile(port);
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
  }
}

function reservationFile(port: number): string {
  return path.join(tmpdir(), `cartwright-ports-${userInfo().uid}`, String(port));
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
