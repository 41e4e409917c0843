import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockStore, storeHolder, unlockStore } from './store-lock.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-lock-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('gives a second process the id of the holder', () => {
  expect(lockStore(dataDir)).toBeUndefined();
  expect(lockStore(dataDir)).toBe(process.pid);
});

it('is free again after it was unlocked', () => {
  lockStore(dataDir);
  unlockStore(dataDir);
  expect(storeHolder(dataDir)).toBeUndefined();
});

it.each(['999999999', 'garbage'])('ignores what a crash has left behind (%s)', (leftover) => {
  writeFileSync(path.join(dataDir, 'lock'), leftover);
  expect(lockStore(dataDir)).toBeUndefined();
  expect(storeHolder(dataDir)).toBe(process.pid);
});

it('says in a sentence that the directory cannot be written', () => {
  const file = path.join(dataDir, 'a file');
  writeFileSync(file, '');
  const sentence = `The data directory ${file} cannot be written. Make it writable, or name another with CARTWRIGHT_DATA_DIR.`;
  expect(() => lockStore(file)).toThrow(sentence);
});

it.runIf(existsSync('/proc/self'))('says so, too, where no directory can be made', () => {
  expect(() => lockStore('/proc/cartwright/data')).toThrow('cannot be written');
});

it('makes the directory with all above it', () => {
  expect(lockStore(path.join(dataDir, 'not', 'yet', 'there'))).toBeUndefined();
});

it.runIf(existsSync('/proc/self/cmdline'))('ignores a process id that now belongs to something else', () => {
  const other = spawn('sleep', ['60']);
  writeFileSync(path.join(dataDir, 'lock'), String(other.pid));
  expect(storeHolder(dataDir)).toBeUndefined();
  other.kill();
});
