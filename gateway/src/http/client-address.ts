import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/** Reads a client's address from a WebSocket upgrade, trusting the same proxies as fastify does for requests. */
export function clientAddressReader(trustedProxies: string | false): (request: IncomingMessage) => string {
  if (trustedProxies === false) return (request) => request.socket.remoteAddress ?? '';
  const trusts = proxyAddr.compile(trustedProxies.split(',').map((part) => part.trim()));
  return (request) => proxyAddr(request, trusts);
}
