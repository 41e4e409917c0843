import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

interface File {
  readonly path: string;
  readonly size: number;
  readonly usedMs: number;
}

const hourMs = 60 * 60 * 1_000;
/** What stays of a full directory, so that it is not full again at the next file. */
const keptShare = 0.8;

/**
 * Deletes files until a directory holds at most `maxBytes`, the least recently used (modified) first, and what was left
 * behind while it was written an hour ago.
 */
export async function trimDirectory(directory: string, maxBytes: number): Promise<void> {
  const files = await filesBelow(directory);
  const isLeftBehind = (file: File) => file.path.endsWith('.tmp') && file.usedMs < Date.now() - hourMs;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let excess = total > maxBytes ? total - maxBytes * keptShare : 0;
  for (const file of files.toSorted((one, other) => one.usedMs - other.usedMs)) {
    if (excess <= 0 && !isLeftBehind(file)) continue;
    await rm(file.path, { force: true });
    excess -= file.size;
  }
}

/** Whether a file was not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function filesBelow(directory: string): Promise<File[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files: File[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = await describe(path.join(entry.parentPath, entry.name));
    if (file !== undefined) files.push(file);
  }
  return files;
}

/** Undefined when another process has deleted it in the meantime. */
async function describe(file: string): Promise<File | undefined> {
  try {
    const { size, mtimeMs } = await stat(file);
    return { path: file, size, usedMs: mtimeMs };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
