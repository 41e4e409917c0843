import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { slowReaderLimits } from '../streaming/slow-readers.ts';
import { eventually } from '../testing/eventually.ts';
import { BoundedWebSocket } from './bounded-websocket.ts';

const message = 'x'.repeat(256 * 1024);
/** More messages than what may wait and what the kernel holds are together. */
const plenty = 200;

/** Both ends of a connection. */
async function connect(): Promise<{ server: WebSocket; client: WebSocket }> {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', WebSocket: BoundedWebSocket });
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  });
  await once(sockets, 'listening');
  const { port } = sockets.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const [[server]] = (await Promise.all([once(sockets, 'connection'), once(client, 'open')])) as [
    [WebSocket],
    unknown,
  ];
  return { server, client };
}

/** What one turn of a sender adds: as much, as messages or as answers to pings. */
const turns: Readonly<Record<string, (server: WebSocket) => void>> = {
  messages: (server) => server.send(message),
  pongs: (server) => {
    for (let bytes = 0; bytes < message.length; bytes += 125) server.pong('x'.repeat(125));
  },
};

it.each(Object.entries(turns))(
  'closes with 4413 when its client reads no %s, and lets no more wait than may',
  async (_what, send) => {
    const { server, client } = await connect();
    const closed = once(client, 'close');
    client.pause();
    let sent = 0;
    while (server.readyState === WebSocket.OPEN && sent < plenty) {
      send(server);
      sent += 1;
      await setImmediate();
    }
    expect(sent).toBeLessThan(plenty);
    expect(server.bufferedAmount).toBeLessThan(slowReaderLimits.maxWaitingBytes + 2 * message.length);
    client.resume();
    expect(await closed).toEqual([4413, Buffer.from('Too slow')]);
  },
);

it('carries one message that is larger than what may wait, and what follows it', async () => {
  const { server, client } = await connect();
  const large = 'x'.repeat(3 * slowReaderLimits.maxWaitingBytes);
  const received: number[] = [];
  client.on('message', (data) => received.push((data as Buffer).length));
  server.send(large);
  server.send('complete');
  await eventually(() => received).toEqual([large.length, 'complete'.length]);
});

it('does not let a sender wait for its client', async () => {
  const { server, client } = await connect();
  client.pause();
  const sent: number[] = [];
  for (const index of [1, 2, 3]) server.send(message, () => sent.push(index));
  expect(sent).toEqual([1, 2, 3]);
});
