import {
  CloseCode,
  MessageType,
  stringifyMessage,
  type ConnectionInitMessage,
  type Message,
  type PingMessage,
  type SubscribeMessage,
} from 'graphql-ws';
import { graphqlError } from '@cartwright/errors';
import type { GraphQLFormattedError } from 'graphql';
import { formatThrown } from '../errors/format-error.ts';
import type { FormattedStream, OperationOutcome } from '../pipeline/operation-outcome.ts';
import type { WrittenResult } from '../pipeline/written-result.ts';
import { readMessage } from './read-message.ts';
import type { SocketOperation } from './socket-operations.ts';
import type { SocketSession } from './socket-session.ts';

/** What the protocol needs of a socket. */
export interface ProtocolSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
}

/** What is decided elsewhere: who may connect, and what becomes of an operation. */
export interface ProtocolRules {
  /** Admits a client, or closes its socket and resolves to undefined. Never rejects. */
  readonly admit: (parameters: ConnectionInitMessage['payload']) => Promise<SocketSession | undefined>;
  /** Never rejects. */
  readonly run: (operation: SocketOperation) => Promise<OperationOutcome>;
}

/** An operation until it is over: then its id is free, and nothing of it is sent any more. */
interface OpenOperation {
  readonly id: string;
  /** Aborts when the client ends the operation or the socket. */
  readonly leaving: AbortController;
  stream?: FormattedStream;
}

const initTimeoutMs = 3_000;

/**
 * The server's side of graphql-transport-ws on one socket.
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
 *
 * The server of graphql-ws knows an operation by its id alone. A client may use an id again once it has completed it, and
 * then the answer to its first operation would come as the answer to the second, and end it. Here, an operation is itself.
 */
export class SocketProtocol {
  readonly #socket: ProtocolSocket;
  readonly #rules: ProtocolRules;
  readonly #open = new Map<string, OpenOperation>();
  readonly #unanswered = new Set<Promise<OperationOutcome>>();
  #initTimer: NodeJS.Timeout | undefined;
  #hasInitialised = false;
  #isDraining = false;
  #session: SocketSession | undefined;

  constructor(socket: ProtocolSocket, rules: ProtocolRules) {
    this.#socket = socket;
    this.#rules = rules;
    this.#initTimer = setTimeout(
      () => this.#close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
      initTimeoutMs,
    );
  }

  /** Takes a message of the client's. */
  receive(text: string): void {
    const message = readMessage(text);
    switch (message?.type) {
      case MessageType.ConnectionInit:
        return void this.#connect(message);
      case MessageType.Ping: {
        this.#send(pong(message));
        return;
      }
      case MessageType.Pong:
        return;
      case MessageType.Subscribe: {
        this.#subscribe(message);
        return;
      }
      case MessageType.Complete: {
        this.#leave(this.#open.get(message.id));
        return;
      }
      default: {
        this.#close(CloseCode.BadRequest, 'Invalid message received');
        return;
      }
    }
  }

  /** Ends everything: the socket is closed. */
  closed(): void {
    this.#stopInitTimer();
    for (const operation of [...this.#open.values()]) this.#leave(operation);
  }

  /** Refuses new operations from now on, and resolves once no query or mutation is in progress. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    while (this.#unanswered.size > 0) await Promise.all(this.#unanswered);
  }

  #stopInitTimer(): void {
    clearTimeout(this.#initTimer);
    this.#initTimer = undefined;
  }

  async #connect({ payload }: ConnectionInitMessage): Promise<void> {
    if (this.#hasInitialised) {
      this.#close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
      return;
    }
    this.#hasInitialised = true;
    this.#stopInitTimer();
    this.#session = await this.#rules.admit(payload);
    if (this.#session !== undefined) this.#send(acknowledgement(this.#session));
  }

  #subscribe({ id, payload }: SubscribeMessage): void {
    if (this.#session === undefined) {
      this.#close(CloseCode.Unauthorized, 'Unauthorized');
      return;
    }
    if (this.#open.has(id)) {
      this.#close(CloseCode.SubscriberAlreadyExists, existsAlready(id));
      return;
    }
    if (this.#isDraining) {
      this.#send({ id, type: MessageType.Error, payload: [shuttingDown()] });
      return;
    }
    const operation = { id, leaving: new AbortController() };
    this.#open.set(id, operation);
    const openOperations = this.#unanswered.size + this.#streams() + 1;
    const running = this.#rules.run({
      session: this.#session,
      payload,
      openOperations,
      gone: operation.leaving.signal,
    });
    void this.#answer(operation, running);
  }

  async #answer(operation: OpenOperation, running: Promise<OperationOutcome>): Promise<void> {
    const { id } = operation;
    this.#unanswered.add(running);
    const outcome = await running;
    this.#unanswered.delete(running);
    switch (outcome.kind) {
      case 'rejected': {
        this.#finish(operation, { id, type: MessageType.Error, payload: outcome.errors });
        return;
      }
      case 'result': {
        this.#next(operation, outcome.result);
        this.#finish(operation, { id, type: MessageType.Complete });
        return;
      }
      case 'stream':
        return this.#forward(operation, outcome.stream);
    }
  }

  async #forward(operation: OpenOperation, stream: FormattedStream): Promise<void> {
    const { id } = operation;
    operation.stream = stream;
    if (!this.#isOpen(operation)) return void stream.return();
    try {
      for await (const result of stream) this.#next(operation, result);
      this.#finish(operation, { id, type: MessageType.Complete });
    } catch (error) {
      this.#finish(operation, { id, type: MessageType.Error, payload: [formatThrown(error)] });
    }
  }

  #streams(): number {
    return [...this.#open.values()].filter(({ stream }) => stream !== undefined).length;
  }

  #next(operation: OpenOperation, { json }: WrittenResult): void {
    if (!this.#isOpen(operation)) return;
    this.#socket.send(
      `{"id":${JSON.stringify(operation.id)},"type":"${MessageType.Next}","payload":${json}}`,
    );
  }

  #finish(operation: OpenOperation, ending: Message): void {
    if (!this.#isOpen(operation)) return;
    this.#open.delete(operation.id);
    this.#send(ending);
  }

  #leave(operation: OpenOperation | undefined): void {
    if (operation === undefined) return;
    this.#open.delete(operation.id);
    operation.leaving.abort();
    void operation.stream?.return();
  }

  #isOpen(operation: OpenOperation): boolean {
    return this.#open.get(operation.id) === operation;
  }

  #send(message: Message): void {
    this.#socket.send(stringifyMessage(message));
  }

  #close(code: CloseCode, reason: string): void {
    this.#socket.close(code, reason);
  }
}

/** A client that went on asking would keep the process from ending. */
function shuttingDown(): GraphQLFormattedError {
  return graphqlError(
    'UNAVAILABLE',
    'This server is shutting down. Connect again and send the operation again.',
  ).toJSON();
}

/** Its payload says what is wrong with the client's token, if anything is. */
function acknowledgement({ tokenFault }: SocketSession): Message {
  return {
    type: MessageType.ConnectionAck,
    ...(tokenFault !== undefined && { payload: { accessToken: tokenFault } }),
  };
}

function pong({ payload }: PingMessage): Message {
  return { type: MessageType.Pong, ...(payload != null && { payload }) };
}

/** A reason has at most 123 bytes (RFC 6455, section 5.5). */
function existsAlready(id: string): string {
  const reason = `Subscriber for ${id} already exists`;
  return Buffer.byteLength(reason) > 123 ? 'Subscriber already exists' : reason;
}
