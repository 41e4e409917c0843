import { expect, it } from 'vitest';
import { clientNetworks } from './client-networks.ts';

it.each([
  ['203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
  ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
  ['2001:db8:0:7::1', '2001:db8:0:7::/64', '2001:db8::/48'],
  ['2001:DB8:0:7:ffff:ffff:ffff:ffff', '2001:db8:0:7::/64', '2001:db8::/48'],
  ['2001:db8:0:8::1', '2001:db8:0:8::/64', '2001:db8::/48'],
  ['::1', '::/64', '::/48'],
  ['fe80::1%eth0', 'fe80::/64', 'fe80::/48'],
  ['', '', ''],
])('a client at %j is counted by %j and %j', (clientAddress, address, network) => {
  expect(clientNetworks(clientAddress)).toEqual({ address, network });
});
