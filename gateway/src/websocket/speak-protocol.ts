import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from '@cartwright/process';
import { GraphQLError } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { admitSocket } from './admit-socket.ts';
import { closeCodes } from './close-codes.ts';
import { keepAlive } from './keep-alive.ts';
import type { MessageRate } from './message-rate.ts';
import { runSocketOperation, type SocketOptions } from './socket-operations.ts';
import { SocketProtocol, type ProtocolRules } from './socket-protocol.ts';
import { sessionHeaders } from './socket-session.ts';

const pingIntervalMs = 12_000;

/** A socket that is open, and whose. */
export interface Connected {
  readonly socket: WebSocket;
  /** Of the request that opened it. */
  readonly headers: IncomingHttpHeaders;
  readonly clientAddress: string;
  readonly stopWaiting: () => void;
  /** Has what is written in this turn go out as one. */
  readonly together: () => void;
}

/** What speaking on a socket needs. */
export interface SpeakOptions extends SocketOptions {
  readonly messages: MessageRate;
}

/** Speaks graphql-transport-ws on a socket. */
export function speakProtocol(connected: Connected, options: SpeakOptions): SocketProtocol {
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

/** Closes a socket. */
export function close(socket: WebSocket, { code, reason }: CloseWith): void {
  socket.close(code, reason);
}
