import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { locateBinary } from './locate-binary.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cartwright-locate-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function program(file: string, mode = 0o755): string {
  const absolute = path.join(root, file);
  mkdirSync(path.dirname(absolute), { recursive: true });
  writeFileSync(absolute, '');
  chmodSync(absolute, mode);
  return absolute;
}

it('prefers the PATH to /usr/sbin', () => {
  const system = program('usr/sbin/nats-server');
  const own = program('home/bin/nats-server');
  const found = locateBinary('nats-server', { searchPath: path.join(root, 'home/bin'), root });
  expect(found).toEqual([own, system]);
});

it('looks for PostgreSQL where Debian puts it, newest version first', () => {
  const older = program('usr/lib/postgresql/9/bin/postgres');
  const newer = program('usr/lib/postgresql/17/bin/postgres');
  expect(locateBinary('postgres', { searchPath: '', root })).toEqual([newer, older]);
});

it("resolves PostgreSQL's links, since initdb lies beside the real file", () => {
  const real = program('usr/lib/postgresql/17/bin/postgres');
  mkdirSync(path.join(root, 'usr/bin'));
  symlinkSync(real, path.join(root, 'usr/bin/postgres'));
  expect(locateBinary('postgres', { searchPath: '', root })).toEqual([real]);
});

it('finds Chromium under each name that it is given, and where it is unpacked', () => {
  const unpacked = program('usr/lib/chromium/chromium');
  const google = program('usr/bin/google-chrome');
  expect(locateBinary('chromium', { searchPath: '', root })).toEqual([google, unpacked]);
});

it('ignores what cannot be executed', () => {
  program('usr/sbin/nats-server', 0o644);
  expect(locateBinary('nats-server', { searchPath: '', root })).toEqual([]);
});
