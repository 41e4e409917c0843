import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { releasePorts, reservePort } from './reserve-port.ts';

const port = 99_999; // no valid port, so that no store reserves it
const file = path.join(tmpdir(), `cartwright-ports-${userInfo().uid}`, String(port));

afterEach(() => rmSync(file, { force: true }));

it('refuses a port that another running process has reserved', () => {
  expect(reservePort(port)).toBe(true);
  writeFileSync(file, String(process.ppid));
  expect(reservePort(port)).toBe(false);
  releasePorts([port]); // another process's: not released
  expect(reservePort(port)).toBe(false);
});

it('takes over from a process that has died, and releases its own ports', () => {
  reservePort(port);
  writeFileSync(file, '999999999');
  expect(reservePort(port)).toBe(true);
  releasePorts([port]);
  writeFileSync(file, String(process.ppid), { flag: 'wx' });
});
