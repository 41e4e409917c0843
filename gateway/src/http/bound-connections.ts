import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { clientNetworks } from '../rate/client-networks.ts';
import { ConnectionCounts } from '../rate/connection-counts.ts';

/** How many TCP connections there may be. */
export interface ConnectionLimits {
  /** Of everybody. */
  readonly maxAll: number;
  /** Of one address. */
  readonly maxEach: number;
  /** Of one address, on which a request has begun to arrive, or has yet to. */
  readonly maxArrivingEach: number;
  /** Proxies, which hold the connections of many. */
  readonly isTrusted: (address: string) => boolean;
  /** How often that many an address may have. */
  readonly timesAt: (address: string) => number;
}

/** Cuts off connections that are too many for one address, and more when too many have not sent what they came for. */
export function boundConnections(server: Server, limits: ConnectionLimits): void {
  const { maxEach, maxArrivingEach, isTrusted, timesAt } = limits;
  const most = (socket: Socket, max: number): number => Math.floor(max * timesAt(socket.remoteAddress ?? ''));
  const open = new ConnectionCounts();
  const arriving = new ConnectionCounts();
  const arrivals = new WeakMap<Socket, () => void>();
  server.maxConnections = limits.maxAll;

  const expect = (socket: Socket): (() => void) | undefined => {
    const arrived = arriving.take(clientOf(socket), most(socket, maxArrivingEach));
    if (arrived === undefined) socket.destroy();
    else arrivals.set(socket, arrived);
    return arrived;
  };
  server.on('connection', (socket: Socket) => {
    if (isTrusted(socket.remoteAddress ?? '')) return;
    const leave = open.take(clientOf(socket), most(socket, maxEach));
    if (leave === undefined) return void socket.destroy();
    socket.once('close', leave);
    const arrived = expect(socket);
    if (arrived !== undefined) socket.once('close', arrived);
  });
  server.prependListener('request', (request: IncomingMessage) => {
    const { socket } = request;
    if (isTrusted(socket.remoteAddress ?? '')) return;
    if (!hasBody(request)) arrivals.get(socket)?.();
    else releaseOnArrival(request, arrivals.get(socket) ?? expect(socket));
    arrivals.delete(socket);
  });
  server.prependListener('upgrade', ({ socket }: IncomingMessage) => arrivals.get(socket)?.());
}

function releaseOnArrival(request: IncomingMessage, arrived: (() => void) | undefined): void {
  if (arrived === undefined) return;
  request.once('end', arrived);
  request.once('close', arrived);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function clientOf({ remoteAddress = '' }: Socket): string {
  return clientNetworks(remoteAddress).address;
}
