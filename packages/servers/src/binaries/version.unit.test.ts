import { expect, it } from 'vitest';
import { isAtLeast, parseVersion } from './version.ts';

it.each([
  ['postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', [15, 18, 0]],
  ['postgres (PostgreSQL) 18beta1', [18, 0, 0]],
  ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', [7, 0, 15]],
  ['nats-server: v2.9.10', [2, 9, 10]],
])('reads %s', (text, version) => {
  expect(parseVersion(text)).toEqual(version);
});

it.each([
  ['nats-server: v2.9.10', '2.10.0', false],
  ['nats-server: v2.10.0', '2.10.0', true],
  ['nats-server: v2.11.3', '2.9.10', true],
  ['postgres (PostgreSQL) 14.9', '15.0.0', false],
  ['no version at all', '1.0.0', false],
])('compares %s with %s', (text, minimum, expected) => {
  expect(isAtLeast(text, minimum)).toBe(expected);
});
