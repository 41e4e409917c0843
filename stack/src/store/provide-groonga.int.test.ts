import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinary, freePort } from '@cartwright/servers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { groongaUrl, provideGroonga } from './provide-groonga.ts';

const isThere = findBinary('groonga') !== undefined;

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-groonga-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const provide = (environment: NodeJS.ProcessEnv, groonga?: number) =>
  provideGroonga({
    dataDir,
    environment,
    ports: groonga === undefined ? {} : { groonga },
    note: () => undefined,
    supervision: { restartCrashed: false, report: () => undefined },
  });

it.skipIf(!isThere)('starts one for a store that is to search in it, where it is to listen', async () => {
  const port = await freePort();
  const service = await provide({ SEARCH_ENGINE: 'groonga' }, port);
  try {
    expect(service?.url).toBe(groongaUrl(port));
    const answer = await fetch(`${groongaUrl(port)}/d/status`);
    expect(answer.status).toBe(200);
  } finally {
    await service?.stop();
  }
});

it.each([
  ['that searches in PostgreSQL', {}],
  ['that searches in OpenSearch', { SEARCH_ENGINE: 'opensearch' }],
  [
    'that searches in the Groonga of somebody else',
    { SEARCH_ENGINE: 'groonga', GROONGA_URL: 'http://search.example:10041' },
  ],
])('starts none for a store %s', async (_which, environment) => {
  expect(await provide(environment)).toBeUndefined();
});
