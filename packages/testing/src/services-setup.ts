import { randomUUID } from 'node:crypto';
import { startPostgres } from '@cartwright/servers';
import type { TestProject } from 'vitest/node';
import { temporaryDirectory } from './temporary-directory.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's URL of the test run's PostgreSQL. */
    postgresUrl: string;
  }
}

/** vitest's global setup of the project `int`: one private PostgreSQL for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = temporaryDirectory('postgres');
  const postgres = await startPostgres({ dataDir: directory.path, password: randomUUID(), fast: true });
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    directory.remove();
  };
}
