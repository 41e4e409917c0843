import { WebSocketServer } from 'ws';
import type { AddressInfo } from 'node:net';

/** Sends every text that it is told to all who are connected: what a broadcast alone costs in Node. */
process.once('message', () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
  process.on('message', (text: string) => {
    for (const client of server.clients) client.send(text);
  });
});
process.on('disconnect', () => process.exit());
