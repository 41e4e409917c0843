import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { releasePorts, reservePort } from './reserve-port.ts';

const port = 99_999; // no real port, so that nobody else reserves it
const file = path.join(tmpdir(), `cartwright-ports-${userInfo().uid}`, String(port));

afterEach(() => rmSync(file, { force: true }));

it('refuses a port that was promised to another living process', () => {
  expect(reservePort(port)).toBe(true);
  writeFileSync(file, String(process.ppid));
  expect(reservePort(port)).toBe(false);
  releasePorts([port]); // not ours to give up
  expect(reservePort(port)).toBe(false);
});

it('takes over from a process that has died, and gives up what is its own', () => {
  reservePort(port);
  writeFileSync(file, '999999999');
  expect(reservePort(port)).toBe(true);
  releasePorts([port]);
  writeFileSync(file, String(process.ppid), { flag: 'wx' });
});
