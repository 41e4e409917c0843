import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { BoundedWebSocket } from './bounded-websocket.ts';
import { closeCodes } from './close-codes.ts';
import { RunningOperations } from './running-operations.ts';
import { socketRules, type ConnectionParameters, type OwnExtra, type SocketOptions } from './socket-rules.ts';

/** The WebSocket side of a server. */
export interface AcceptedSockets {
  /** Refuses new sockets, and closes each with 1001 once its queries and mutations are answered; all end by the timeout. */
  close(timeoutMs: number): Promise<void>;
}

const pingIntervalMs = 12_000;

/** Accepts graphql-transport-ws on `/graphql`. */
export function acceptSockets(server: Server, options: SocketOptions): AcceptedSockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes,
    WebSocket: BoundedWebSocket,
  });
  const running = new RunningOperations();
  useServer<ConnectionParameters, OwnExtra>(socketRules(options, running), sockets, pingIntervalMs);
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?', 1)[0] !== '/graphql') return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  };
  server.on('upgrade', upgrade);
  return {
    async close(timeoutMs) {
      server.off('upgrade', upgrade);
      server.on('upgrade', (_request, socket) => socket.destroy());
      const cutOff = setTimeout(() => sockets.clients.forEach((one) => one.terminate()), timeoutMs);
      await Promise.all(
        [...sockets.clients].map((socket) => closeWhenIdle(socket, running.whenIdle(socket))),
      );
      clearTimeout(cutOff);
    },
  };
}

async function closeWhenIdle(socket: WebSocket, idle: Promise<void>): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<undefined>();
  if (socket.readyState === socket.CLOSED) return;
  socket.once('close', () => resolve(undefined));
  await Promise.race([idle, closed]);
  socket.close(closeCodes.goingAway.code, closeCodes.goingAway.reason);
  await closed;
}
