import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { jetStreamLimitBytes, readDiskSpace } from './jet-stream-limit.ts';

const gib = 2 ** 30;

it('is 20 GiB on a large disk', () => {
  expect(jetStreamLimitBytes({ freeBytes: 500 * gib, usedBytes: 0 })).toBe(20 * gib);
});

it('leaves a fifth of a small disk, and counts what JetStream already uses', () => {
  expect(jetStreamLimitBytes({ freeBytes: 4 * gib, usedBytes: 6 * gib })).toBe(8 * gib);
});

it('adds up the files below a directory', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'cartwright-limit-'));
  mkdirSync(path.join(directory, 'streams'));
  writeFileSync(path.join(directory, 'streams', 'messages'), Buffer.alloc(2_000_000));
  const { freeBytes, usedBytes } = readDiskSpace(directory);
  rmSync(directory, { recursive: true });
  expect(freeBytes).toBeGreaterThan(0);
  expect(usedBytes).toBeGreaterThanOrEqual(2_000_000);
  expect(usedBytes).toBeLessThan(2_100_000);
});
