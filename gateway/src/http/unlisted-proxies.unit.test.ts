import type { IncomingMessage } from 'node:http';
import type { Logger } from '@cartwright/process';
import { expect, it } from 'vitest';
import { UnlistedProxies } from './unlisted-proxies.ts';

function watch(trustedProxies: string | false) {
  const warnings: string[] = [];
  let nowMs = 0;
  const logger = { warn: (_fields: object, text: string) => warnings.push(text) } as unknown as Logger;
  const proxies = new UnlistedProxies({ trustedProxies, logger, now: () => new Date(nowMs) });
  const see = (remoteAddress: string, headers: object) =>
    proxies.see({ headers, socket: { remoteAddress } } as unknown as IncomingMessage);
  return { proxies, warnings, see, passMs: (ms: number) => (nowMs += ms) };
}
const forwarded = { 'x-forwarded-for': '203.0.113.1' };

it.each([
  ['on this machine', '127.0.0.1', forwarded],
  ['on this machine, by IPv6', '::1', { forwarded: 'for=203.0.113.1' }],
  ['on the network', '::ffff:10.0.0.7', forwarded],
])('says so once, and in its health, when requests come through a proxy %s', (_where, address, headers) => {
  const { proxies, warnings, see } = watch(false);
  see(address, headers);
  see(address, headers);
  expect(warnings).toEqual([expect.stringContaining('TRUSTED_PROXIES')]);
  expect(proxies.assertNone).toThrow('TRUSTED_PROXIES');
});

it.each([
  ['no proxy', false, '127.0.0.1', {}],
  ['a proxy that is trusted', '127.0.0.1', '127.0.0.1', forwarded],
  ['whoever claims it from elsewhere', false, '198.51.100.1', forwarded],
] as const)('says nothing of %s', (_who, trusted, address, headers) => {
  const { proxies, warnings, see } = watch(trusted);
  see(address, headers);
  expect(warnings).toEqual([]);
  expect(proxies.assertNone).not.toThrow();
});

it('is content again ten minutes after the last such request', () => {
  const { proxies, see, passMs } = watch(false);
  see('127.0.0.1', forwarded);
  passMs(10 * 60_000 + 1);
  expect(proxies.assertNone).not.toThrow();
});
