import { expect, it } from 'vitest';
import { parseHost } from './parse-host.ts';

it.each([
  ['', ''],
  ['0.0.0.0', '0.0.0.0'],
  ['192.168.1.20', '192.168.1.20'],
  ['::', '::'],
  ['[::1]', '::1'],
  ['fd00::2', 'fd00::2'],
  ['localhost', 'localhost'],
  ['My-Computer.local', 'My-Computer.local'],
])('reads %j', (text, host) => {
  expect(parseHost(text)).toBe(host);
});

it.each([
  'http://192.168.1.20',
  '192.168.1.20:4000',
  '[::1]:4000',
  '[192.168.1.20',
  'a b',
  '-x',
  '300.1.1.1',
  '0',
  '1.2.3',
  '0x7f.1',
  'shop.0x1f',
  `${'a'.repeat(64)}.local`,
  'shop..local',
  '*',
])('refuses %j with what is expected', (text) => {
  expect(() => parseHost(text)).toThrow('without http:// and without a port: 0.0.0.0');
});

it.each(['fe80::1', 'fe80::1%eth0', '[FEBF::2]'])('refuses %j, which no URL can hold', (text) => {
  expect(() => parseHost(text)).toThrow('No browser opens an address that begins with fe80:');
});
