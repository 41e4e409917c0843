import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unpackedBinaries } from './unpacked-binary.ts';

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), 'cartwright-unpacked-'));
});

afterEach(() => rmSync(cache, { recursive: true, force: true }));

it('finds an unpacked program, with the libraries that were unpacked beside it', () => {
  const root = path.join(cache, 'root');
  for (const directory of ['usr/sbin', 'usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu']) {
    mkdirSync(path.join(root, directory), { recursive: true });
  }
  writeFileSync(path.join(root, 'usr/sbin/nats-server'), '', { mode: 0o755 });
  const [found] = unpackedBinaries('nats-server', cache);
  expect(found?.file).toBe(path.join(root, 'usr/sbin/nats-server'));
  expect(found?.env['LD_LIBRARY_PATH']?.split(':')).toEqual(
    ['usr/lib', 'usr/lib/x86_64-linux-gnu', 'lib', 'lib/x86_64-linux-gnu'].map((name) =>
      path.join(root, name),
    ),
  );
});

it('finds nothing where nothing was unpacked', () => {
  expect(unpackedBinaries('postgres', cache)).toEqual([]);
});
