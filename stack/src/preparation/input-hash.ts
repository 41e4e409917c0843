import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../repository-root.ts';

const stamps = path.join(repositoryRoot, 'node_modules/.cache/cartwright');

/** Hashes files by name and content; a missing file counts as such. */
export function hashFiles(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const absolute = path.join(repositoryRoot, file);
    hash
      .update(`${file}\0`)
      .update(existsSync(absolute) ? readFileSync(absolute) : 'missing')
      .update('\0');
  }
  return hash.digest('hex');
}

/** Does the work unless it was done for the same inputs before; remembers them when it succeeds. */
export async function whenChanged(name: string, hash: string, work: () => Promise<void>): Promise<void> {
  const stamp = path.join(stamps, name);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
}

/** Makes the next `whenChanged` of that name do its work. */
export function forget(name: string): void {
  rmSync(path.join(stamps, name), { force: true });
}
