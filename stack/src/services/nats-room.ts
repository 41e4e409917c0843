import { globSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';

const mostBytes = 20 * 2 ** 30;
const shareOfDisk = 0.8;

/** What a disk has, in bytes. */
export interface DiskSpace {
  readonly freeBytes: number;
  /** By JetStream itself. */
  readonly usedBytes: number;
}

/**
 * How much JetStream may keep: 20 GiB, or less where the disk would be full before. At its own limit it refuses what is
 * published, which then waits in the outboxes; on a full disk it hangs until it is restarted (seen with 2.9.10).
 */
export function natsRoomBytes({ freeBytes, usedBytes }: DiskSpace): number {
  return Math.min(mostBytes, Math.floor(shareOfDisk * (freeBytes + usedBytes)));
}

/** Looks at the disk that a directory is on. */
export function readDiskSpace(directory: string): DiskSpace {
  const { bavail, bsize } = statfsSync(directory);
  const files = globSync('**', { cwd: directory });
  const sizes = files.map(
    (file) => statSync(path.join(directory, file), { throwIfNoEntry: false })?.size ?? 0,
  );
  return { freeBytes: bavail * bsize, usedBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
