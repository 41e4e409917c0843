import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { clientAddressReader } from './client-address.ts';

const upgrade = {
  headers: { 'x-forwarded-for': '198.51.100.7, 203.0.113.1' },
  socket: { remoteAddress: '10.0.0.1' },
} as unknown as IncomingMessage;

it.each([
  ['the connection where no proxy is trusted', false, '10.0.0.1'],
  ['the connection where another proxy is trusted', '10.9.9.9', '10.0.0.1'],
  ['the address that a trusted proxy names', '10.0.0.1', '203.0.113.1'],
  ['the first address that is not trusted', '10.0.0.0/8, 203.0.113.1', '198.51.100.7'],
] as const)('reads %s', (_what, trustedProxies, address) => {
  expect(clientAddressReader(trustedProxies)(upgrade)).toBe(address);
});
