import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/** Whether an address is that of a proxy whose word is taken. */
export function proxyTrust(trustedProxies: string | false): (address: string) => boolean {
  if (trustedProxies === false) return () => false;
  const trusts = proxyAddr.compile(trustedProxies.split(',').map((part) => part.trim()));
  return (address) => trusts(address, 0);
}

/** Reads a client's address from a WebSocket upgrade, trusting the same proxies as fastify does for requests. */
export function clientAddressReader(trustedProxies: string | false): (request: IncomingMessage) => string {
  const isTrusted = proxyTrust(trustedProxies);
  return (request) =>
    trustedProxies === false ? (request.socket.remoteAddress ?? '') : proxyAddr(request, isTrusted);
}
