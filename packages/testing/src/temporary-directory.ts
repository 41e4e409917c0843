import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory for one test. */
export interface TemporaryDirectory extends Disposable {
  readonly path: string;
  remove(): void;
}

/** Creates an empty directory that is deleted when it is disposed of. */
export function temporaryDirectory(purpose: string): TemporaryDirectory {
  const directory = mkdtempSync(path.join(tmpdir(), `cartwright-${purpose}-`));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  return { path: directory, remove, [Symbol.dispose]: remove };
}
