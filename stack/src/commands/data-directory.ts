import path from 'node:path';
import { repositoryRoot } from '../repository-root.ts';

/** Where this clone keeps its data: CARTWRIGHT_DATA_DIR, else `.data`. */
export function dataDirectory(environment: NodeJS.ProcessEnv): string {
  return path.resolve(repositoryRoot, environment['CARTWRIGHT_DATA_DIR'] ?? '.data');
}
