import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { httpError } from '../errors/http-error.ts';
import type { NetworkTurns } from '../http/network-turns.ts';
import { admitUpgrade, refuseUpgrade, type UpgradeAdmission } from './admit-upgrade.ts';
import { BoundedWebSocket } from './bounded-websocket.ts';
import { closeCodes } from './close-codes.ts';
import type { SocketProtocol } from './socket-protocol.ts';
import { close, speakProtocol, type SpeakOptions } from './speak-protocol.ts';
import { writeTogether } from './write-together.ts';

/** The WebSocket side of a server. */
export interface AcceptedSockets {
  /** Refuses new sockets, and closes each with 1001 once its queries and mutations are answered; all end by the timeout. */
  close(timeoutMs: number): Promise<void>;
}

/** Of one message, which a client has no reason to send in more. */
const maxFragments = 64;
/** What the kernel hands over of one message. */
const maxBufferedChunks = 4_096;

/** What a client of another version is told (RFC 6455, 4.4). */
const servedVersions = { 'sec-websocket-version': '13, 8' };

/** What accepting sockets needs. */
export interface AcceptOptions extends SpeakOptions, UpgradeAdmission {
  readonly turns: NetworkTurns;
  /** Where people reach the gateway. */
  readonly publicUrl?: string | undefined;
}

/** Accepts graphql-transport-ws on `/graphql`. */
export function acceptSockets(server: Server, options: AcceptOptions): AcceptedSockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.maxMessageBytes,
    maxFragments,
    maxBufferedChunks,
    perMessageDeflate: false,
    autoPong: false,
    WebSocket: BoundedWebSocket,
    handleProtocols,
  });
  const open = new Map<WebSocket, SocketProtocol>();
  let isClosing = false;
  const accept = async ({ request, socket, head }: Upgrade, clientAddress: string) => {
    const stopWaiting = await admitUpgrade(request, clientAddress, options);
    if (isClosing || socket.destroyed) {
      stopWaiting();
      return void socket.destroy();
    }
    socket.once('close', stopWaiting);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      // Of the request its headers are all that is held for as long as the socket is.
      const { headers } = request;
      const together = writeTogether(socket);
      const connected = { socket: opened, headers, clientAddress, stopWaiting, together };
      open.set(opened, speakProtocol(connected, options));
      opened.once('close', () => open.delete(opened));
    });
  };
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const ignore = () => undefined; // a client that leaves before it is answered
    socket.on('error', ignore);
    const clientAddress = options.clientAddress(request);
    options.turns.begin(clientAddress, () => {
      if (socket.destroyed) return;
      accept({ request, socket, head }, clientAddress).catch((error: unknown) =>
        refuseUpgrade(socket, error, options.publicUrl),
      );
    });
  };
  sockets.on('wsClientError', ({ message }, socket) =>
    refuseUpgrade(socket, httpError(400, `${message}.`, servedVersions), options.publicUrl),
  );
  server.on('upgrade', upgrade);
  return {
    async close(timeoutMs) {
      isClosing = true;
      server.off('upgrade', upgrade);
      server.on('upgrade', (_request, socket) => socket.destroy());
      const cutOff = setTimeout(() => sockets.clients.forEach((one) => one.terminate()), timeoutMs);
      await Promise.all([...open].map(([socket, protocol]) => closeWhenIdle(socket, protocol.drain())));
      clearTimeout(cutOff);
    },
  };
}

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

async function closeWhenIdle(socket: WebSocket, idle: Promise<void>): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<undefined>();
  if (socket.readyState === socket.CLOSED) return;
  socket.once('close', () => resolve(undefined));
  await Promise.race([idle, closed]);
  close(socket, closeCodes.goingAway);
  await closed;
}
