import path from 'node:path';
import { repositoryRoot } from '../repository-root.ts';
import type { StoreMode } from '../store/store-mode.ts';

/** Where this clone keeps the data of its store: CARTWRIGHT_DATA_DIR, else `.data`, and `.data-production` of one in production. */
export function dataDirectory(environment: NodeJS.ProcessEnv, mode: StoreMode = 'development'): string {
  const own = mode === 'production' ? '.data-production' : '.data';
  return path.resolve(repositoryRoot, environment['CARTWRIGHT_DATA_DIR'] ?? own);
}
