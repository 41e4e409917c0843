import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/** Whether an address is that of a proxy whose word is taken. */
export function proxyTrust(trustedProxies: string | false): (address: string) => boolean {
  if (trustedProxies === false) return () => false;
  const trusts = proxyAddr.compile(trustedProxies.split(',').map((part) => part.trim()));
  return (address) => trusts(address, 0);
}

/** Reads the client's address of a request or an upgrade, trusting the same proxies as fastify does; of each it is worked out once. */
export function clientAddressReader(trustedProxies: string | false): (request: IncomingMessage) => string {
  if (trustedProxies === false) return ({ socket }) => socket.remoteAddress ?? '';
  const isTrusted = proxyTrust(trustedProxies);
  const known = new WeakMap<IncomingMessage, string>();
  return (request) => {
    const address = known.get(request) ?? proxyAddr(request, isTrusted);
    known.set(request, address);
    return address;
  };
}
