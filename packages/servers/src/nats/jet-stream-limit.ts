import { globSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';

const maxBytes = 20 * 2 ** 30;
const shareOfDisk = 0.8;

/** The space on a disk, in bytes. */
export interface DiskSpace {
  readonly freeBytes: number;
  /** What JetStream itself uses. */
  readonly usedBytes: number;
}

/**
 * How much JetStream may store: 20 GiB, or less on a small disk. At its limit it rejects messages, which then
 * wait in the outboxes; on a full disk it hangs until it is restarted (seen with 2.9.10).
 */
export function jetStreamLimitBytes({ freeBytes, usedBytes }: DiskSpace): number {
  return Math.min(maxBytes, Math.floor(shareOfDisk * (freeBytes + usedBytes)));
}

/** Reads the space on the disk of a directory that only JetStream uses. */
export function readDiskSpace(directory: string): DiskSpace {
  const { bavail, bsize } = statfsSync(directory);
  const files = globSync('**', { cwd: directory });
  const sizes = files.map(
    (file) => statSync(path.join(directory, file), { throwIfNoEntry: false })?.size ?? 0,
  );
  return { freeBytes: bavail * bsize, usedBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
