import { expect, it } from 'vitest';
import { networkAddress } from './own-addresses.ts';
import { isOpenToOthers, ownUrlOf, publicUrlOf } from './store-address.ts';

const publicUrl = 'https://shop.example.com/store';

it.each([
  ['127.0.0.1', undefined, 'http://localhost:4000', 'http://127.0.0.1:4000', false],
  ['localhost', undefined, 'http://localhost:4000', 'http://localhost:4000', false],
  ['::1', undefined, 'http://[::1]:4000', 'http://[::1]:4000', false],
  ['192.168.1.20', undefined, 'http://192.168.1.20:4000', 'http://192.168.1.20:4000', true],
  ['fd00::2', undefined, 'http://[fd00::2]:4000', 'http://[fd00::2]:4000', true],
  ['127.0.0.1', publicUrl, publicUrl, 'http://127.0.0.1:4000', true],
  ['127.0.0.1', 'http://localhost:8080', 'http://localhost:8080', 'http://127.0.0.1:4000', false],
  ['0.0.0.0', publicUrl, publicUrl, 'http://127.0.0.1:4000', true],
  ['::', publicUrl, publicUrl, 'http://[::1]:4000', true],
])('is opened on %s as %s', (...[host, named, expected, own, open]) => {
  const address = { host, publicUrl: named };
  expect([publicUrlOf(address, 4000), ownUrlOf(address, 4000), isOpenToOthers(address)]).toEqual([
    expected,
    own,
    open,
  ]);
});

it('is opened on the network under an address that others on it can use', () => {
  const known = networkAddress();
  const host = known?.includes(':') === true ? `[${known}]` : (known ?? 'localhost');
  expect(publicUrlOf({ host: '0.0.0.0' }, 4000)).toBe(`http://${host}:4000`);
});
