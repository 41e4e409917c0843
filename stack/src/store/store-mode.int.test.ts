import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepMode } from './store-mode.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-mode-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('is that of the first start, for good', () => {
  keepMode(dataDir, 'production');
  keepMode(dataDir, 'production');
  expect(() => keepMode(dataDir, 'development')).toThrow('belong to a store in production');
});

it('is development for data that are older than modes', () => {
  writeFileSync(path.join(dataDir, 'seeded.json'), '{}');
  expect(() => keepMode(dataDir, 'production')).toThrow('belong to a store in development');
  keepMode(dataDir, 'development');
});
