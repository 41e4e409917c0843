import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { admitSocket } from './admit-socket.ts';
import { BoundedWebSocket } from './bounded-websocket.ts';
import { closeCodes } from './close-codes.ts';
import { keepAlive } from './keep-alive.ts';
import { runSocketOperation, type SocketOptions } from './socket-operations.ts';
import { SocketProtocol, type ProtocolRules } from './socket-protocol.ts';
import { sessionHeaders } from './socket-session.ts';

/** The WebSocket side of a server. */
export interface AcceptedSockets {
  /** Refuses new sockets, and closes each with 1001 once its queries and mutations are answered; all end by the timeout. */
  close(timeoutMs: number): Promise<void>;
}

const pingIntervalMs = 12_000;
const notHere = 'HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

/** Accepts graphql-transport-ws on `/graphql`. */
export function acceptSockets(server: Server, options: SocketOptions): AcceptedSockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes,
    WebSocket: BoundedWebSocket,
    handleProtocols,
  });
  const open = new Map<WebSocket, SocketProtocol>();
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?', 1)[0] !== '/graphql') return void socket.end(notHere);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      open.set(opened, speakProtocol(opened, protocolRules({ socket: opened, request }, options)));
      opened.once('close', () => open.delete(opened));
    });
  };
  server.on('upgrade', upgrade);
  return {
    async close(timeoutMs) {
      server.off('upgrade', upgrade);
      server.on('upgrade', (_request, socket) => socket.destroy());
      const cutOff = setTimeout(() => sockets.clients.forEach((one) => one.terminate()), timeoutMs);
      await Promise.all([...open].map(([socket, protocol]) => closeWhenIdle(socket, protocol.drain())));
      clearTimeout(cutOff);
    },
  };
}

function speakProtocol(socket: WebSocket, rules: ProtocolRules): SocketProtocol {
  const protocol = new SocketProtocol(socket, rules);
  socket.on('message', (data) => {
    const isOpen = socket.readyState === socket.OPEN;
    if (isOpen && Buffer.isBuffer(data)) protocol.receive(data.toString());
  });
  socket.once('close', () => protocol.closed());
  // ws closes a socket that breaks the rules of WebSocket before it says so.
  socket.on('error', () => undefined);
  keepAlive(socket, pingIntervalMs);
  if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
    socket.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
  }
  return protocol;
}

function protocolRules(
  { socket, request }: { readonly socket: WebSocket; readonly request: IncomingMessage },
  options: SocketOptions,
): ProtocolRules {
  return {
    admit: async (parameters) => {
      try {
        const headers = sessionHeaders(request.headers, parameters ?? {});
        return await admitSocket({ socket, headers, clientAddress: options.clientAddress(request) }, options);
      } catch (error) {
        options.logger.error({ err: error }, 'a socket could not be admitted');
        socket.close(CloseCode.InternalServerError, 'Internal server error');
        return undefined;
      }
    },
    run: (operation) => runSocketOperation(operation, options),
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
