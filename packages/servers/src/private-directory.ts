import { chmodSync, mkdirSync } from 'node:fs';

/** Makes a directory, or takes one that is there, so that nobody but its owner looks into it. */
export function privateDirectory(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  return directory;
}
