import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { interceptRequests, type Asked } from '@cartwright/process';
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

/** Of one connection, asked and not answered yet: browsers wait for each answer, and some clients send a few requests ahead. */
const maxUnanswered = 50;

/**
 * Cuts off connections that are too many for one address, more when too many have not sent what they came for, and those on
 * which too many requests wait for their answers. What was sent on a connection that is cut off is not handled: Node reads 64
 * KiB at a time, hundreds of requests, and hands over all of them whatever became of the first.
 */
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
  const unanswered = new UnansweredRequests();
  const lets = ({ request, response }: Asked): boolean => {
    const { socket } = request;
    if (socket.destroyed) return false;
    if (isTrusted(socket.remoteAddress ?? '')) return true;
    if (!unanswered.add(socket, response)) socket.destroy();
    else if (!hasBody(request)) arrivals.get(socket)?.();
    else releaseOnArrival(request, arrivals.get(socket) ?? expect(socket));
    arrivals.delete(socket);
    return !socket.destroyed;
  };
  interceptRequests(server, (asked, pass) => {
    if (lets(asked)) pass();
  });
  server.prependListener('upgrade', ({ socket }: IncomingMessage) => arrivals.get(socket)?.());
}

/** How many requests of each connection wait for their answers. */
class UnansweredRequests {
  readonly #counts = new WeakMap<Socket, { unanswered: number }>();

  /** Counts one until it is answered; false when the connection has as many as it may. */
  add(socket: Socket, response: ServerResponse): boolean {
    const count = this.#of(socket);
    if (count.unanswered >= maxUnanswered) return false;
    count.unanswered += 1;
    response.on('close', () => {
      count.unanswered -= 1;
    });
    return true;
  }

  #of(socket: Socket): { unanswered: number } {
    const known = this.#counts.get(socket);
    if (known !== undefined) return known;
    const count = { unanswered: 0 };
    this.#counts.set(socket, count);
    return count;
  }
}

/** What was given back already stays so. */
function releaseOnArrival(request: IncomingMessage, arrived: (() => void) | undefined): void {
  if (arrived === undefined) return;
  request.on('end', arrived);
  request.on('close', arrived);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function clientOf({ remoteAddress = '' }: Socket): string {
  return clientNetworks(remoteAddress).address;
}
