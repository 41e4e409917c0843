import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@cartwright/process';
import { GraphQLError } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { httpError } from '../errors/http-error.ts';
import { admitSocket } from './admit-socket.ts';
import { admitUpgrade, refuseUpgrade, type UpgradeAdmission } from './admit-upgrade.ts';
import { BoundedWebSocket } from './bounded-websocket.ts';
import { closeCodes } from './close-codes.ts';
import { keepAlive } from './keep-alive.ts';
import type { MessageRate } from './message-rate.ts';
import { runSocketOperation, type SocketOptions } from './socket-operations.ts';
import { SocketProtocol, type ProtocolRules } from './socket-protocol.ts';
import { sessionHeaders } from './socket-session.ts';
import { writeTogether } from './write-together.ts';

/** The WebSocket side of a server. */
export interface AcceptedSockets {
  /** Refuses new sockets, and closes each with 1001 once its queries and mutations are answered; all end by the timeout. */
  close(timeoutMs: number): Promise<void>;
}

const pingIntervalMs = 12_000;
/** Of one message, which a client has no reason to send in more. */
const maxFragments = 64;
/** What the kernel hands over of one message. */
const maxBufferedChunks = 4_096;

/** What a client of another version is told (RFC 6455, 4.4). */
const servedVersions = { 'sec-websocket-version': '13, 8' };

/** What accepting sockets needs. */
export interface AcceptOptions extends SocketOptions, UpgradeAdmission {
  readonly messages: MessageRate;
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
  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const clientAddress = options.clientAddress(request);
    const stopWaiting = await admitUpgrade(request, clientAddress, options);
    socket.once('close', stopWaiting);
    if (isClosing || socket.destroyed) return void socket.destroy();
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
    accept(request, socket, head).catch((error: unknown) => refuseUpgrade(socket, error, options.publicUrl));
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

/** A socket that is open, and whose. */
interface Connected {
  readonly socket: WebSocket;
  /** Of the request that opened it. */
  readonly headers: IncomingHttpHeaders;
  readonly clientAddress: string;
  readonly stopWaiting: () => void;
  /** Has what is written in this turn go out as one. */
  readonly together: () => void;
}

function speakProtocol(connected: Connected, options: AcceptOptions): SocketProtocol {
  const { socket } = connected;
  const protocol = new SocketProtocol(socket, protocolRules(connected, options));
  const admits = admitMessages(connected, options.messages);
  socket.on('message', (data, isBinary) => {
    if (!Buffer.isBuffer(data) || !admits(data)) return;
    if (isBinary) close(socket, notText);
    else protocol.receive(data.toString());
  });
  socket.on('ping', (data) => admits(data) && socket.pong(data));
  socket.on('pong', admits);
  socket.once('close', () => protocol.closed());
  // ws closes a socket that breaks the rules of WebSocket before it says so.
  socket.on('error', () => undefined);
  keepAlive(socket, pingIntervalMs);
  if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
    socket.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
  }
  return protocol;
}

/** Counts whatever a client sends, and cuts it off when that is too much. */
function admitMessages(
  { socket, clientAddress, together }: Connected,
  messages: MessageRate,
): (data: Buffer) => boolean {
  const admits = messages.ofSocket(clientAddress);
  return (data) => {
    if (socket.readyState !== socket.OPEN) return false;
    together();
    if (admits(data.length)) return true;
    cutOff(socket);
    return false;
  };
}

function protocolRules(
  { socket, headers: upgrade, clientAddress, stopWaiting }: Connected,
  options: SocketOptions,
): ProtocolRules {
  return {
    admit: async (parameters) => {
      try {
        const headers = sessionHeaders(upgrade, parameters ?? {});
        return await admitSocket({ socket, headers, clientAddress, stopWaiting }, options);
      } catch (error) {
        close(socket, isForLater(error) ? closeCodes.tryAgainLater : failedAdmission(error, options.logger));
        return undefined;
      }
    },
    run: (operation) => runSocketOperation(operation, options),
  };
}

/** Whether an API key could not be exchanged just now: too often, or accounts is away. */
function isForLater(error: unknown): boolean {
  return (
    error instanceof GraphQLError &&
    ['RATE_LIMITED', 'UNAVAILABLE'].includes(String(error.extensions['code']))
  );
}

function failedAdmission(error: unknown, logger: Logger): CloseWith {
  logger.error({ err: error }, 'a socket could not be admitted');
  return { code: CloseCode.InternalServerError, reason: 'Internal server error' };
}

async function closeWhenIdle(socket: WebSocket, idle: Promise<void>): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<undefined>();
  if (socket.readyState === socket.CLOSED) return;
  socket.once('close', () => resolve(undefined));
  await Promise.race([idle, closed]);
  close(socket, closeCodes.goingAway);
  await closed;
}

/** How long a client that floods has to read why it is cut off. */
const floodGraceMs = 1_000;

/** Closes a socket and reads no more of it: what a client has sent by then may be a lot. */
function cutOff(socket: WebSocket): void {
  close(socket, closeCodes.tooManyMessages);
  socket.pause();
  setTimeout(() => socket.terminate(), floodGraceMs).unref();
}

/** The protocol has messages of text alone. */
const notText = { code: CloseCode.BadRequest, reason: 'Invalid message received' };

interface CloseWith {
  readonly code: number;
  readonly reason: string;
}

function close(socket: WebSocket, { code, reason }: CloseWith): void {
  socket.close(code, reason);
}
