import { once } from 'node:events';
import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { ConnectionCounts } from '../rate/connection-counts.ts';
import { acceptSockets, type AcceptOptions } from './accept-sockets.ts';

const address = '192.0.2.1';

/** Has somebody ask for a WebSocket and leave at such a moment. @returns whether another of the address finds a place */
async function placeAfter(
  leaves: 'while they wait for their turn' | 'while they are counted',
): Promise<boolean> {
  const waiting = new ConnectionCounts();
  const counted = Promise.withResolvers<undefined>();
  const begun = Promise.withResolvers<() => void>();
  const options: Partial<AcceptOptions> = {
    waiting,
    maxWaiting: 1,
    timesAt: () => 1,
    isForeign: () => false,
    clientAddress: () => address,
    rates: { countArrival: () => counted.promise } as unknown as AcceptOptions['rates'],
    turns: {
      begin: (_address: string, begin: () => void) => begun.resolve(begin),
    } as unknown as AcceptOptions['turns'],
  };
  const server = createServer();
  acceptSockets(server, options as AcceptOptions);
  const socket = new PassThrough();
  server.emit('upgrade', { url: '/graphql', headers: {} }, socket, Buffer.alloc(0));
  const leave = () => once(socket.destroy(), 'close');
  const begin = await begun.promise;
  if (leaves === 'while they wait for their turn') await leave();
  begin();
  if (leaves === 'while they are counted') await leave();
  counted.resolve(undefined);
  await new Promise((resolve) => setImmediate(resolve));
  return waiting.take(address, 1) !== undefined;
}

it.each(['while they wait for their turn', 'while they are counted'] as const)(
  'gives up the place of somebody who leaves %s',
  async (leaves) => {
    expect(await placeAfter(leaves)).toBe(true);
  },
);
