import type { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { assertOwnHost, isLoopback, isWildcard, networkAddress } from './own-addresses.ts';

type Interfaces = ReturnType<typeof networkInterfaces>;

/** As the system lists them: addresses by interface. */
function machine(addresses: Record<string, string[]>): Interfaces {
  const entries = Object.entries(addresses).map(([name, found]) => [
    name,
    found.map((address) => ({ address, internal: name === 'lo' })),
  ]);
  return Object.fromEntries(entries) as Interfaces;
}

const lo = ['127.0.0.1', '::1'];

it.each([
  ['its address of IPv4', { lo, wlan0: ['fd00::2', '192.168.1.20'] }, '192.168.1.20'],
  ['the network outside, not those within', { lo, docker0: ['172.17.0.1'], eth0: ['10.0.0.7'] }, '10.0.0.7'],
  ['its address of IPv6 without another', { lo, eth0: ['fe80::1', 'fd00::2'] }, 'fd00::2'],
  ['none that was made up for want of one', { lo, eth0: ['169.254.3.4'] }, undefined],
  ['none without a network', { lo, 'br-1f2e': ['172.18.0.1'] }, undefined],
])('is found by others at %s', (_what, addresses, address) => {
  expect(networkAddress(machine(addresses))).toBe(address);
});

it.each([
  ['0.0.0.0', true, false],
  ['::', true, false],
  ['0:0:0:0:0:0:0:0', true, false],
  ['127.0.0.1', false, true],
  ['127.1.2.3', false, true],
  ['::1', false, true],
  ['localhost', false, true],
  ['10.0.0.7', false, false],
  ['fd00::2', false, false],
])('knows what %s opens', (host, wildcard, loopback) => {
  expect([isWildcard(host), isLoopback(host)]).toEqual([wildcard, loopback]);
});

it('listens on what the machine has, and says what that is where it has not', async () => {
  const interfaces = machine({ lo, eth0: ['10.0.0.7', 'fd00::2'] });
  for (const host of ['0.0.0.0', '::', '127.0.0.1', 'localhost', '10.0.0.7', 'fd00::2'])
    await assertOwnHost(host, interfaces);
  await expect(assertOwnHost('10.0.0.8', interfaces)).rejects.toThrow(
    'This machine has no address 10.0.0.8. It has 127.0.0.1, ::1, 10.0.0.7, fd00::2; --host 0.0.0.0 listens on all of them.',
  );
});
