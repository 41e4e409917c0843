import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadSecrets } from './secrets.ts';

it('says how to start the store where it never had the search engine whose index is to be made anew', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-rebuild-'));
  onTestFinished(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  loadSecrets(dataDir);
  const env = { ...process.env, CARTWRIGHT_DATA_DIR: dataDir, SEARCH_ENGINE: 'groonga', GROONGA_URL: '' };
  const script = path.join(import.meta.dirname, 'search-rebuild.ts');
  const { status, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
  expect(stderr).toContain('start the store with SEARCH_ENGINE=groonga first');
  expect(status).toBe(1);
});
