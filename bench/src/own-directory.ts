import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory that is gone when this process ends, by Ctrl-C too; what was started in it ends with its parent. */
export function ownDirectory(name: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), `cartwright-${name}-`));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  return directory;
}
