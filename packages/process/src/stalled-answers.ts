import type { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { unreadBytes } from './unread-bytes.ts';

/**
 * Bytes of answers that may wait on a connection when another one is to be sent on it. So much of a client's that sends request
 * after request and reads no answer; that one answer does not count, nor do bytes that the kernel holds.
 */
const maxWaitingBytes = 4 * 1024 * 1024;

/** How long a client may take nothing of its answer. */
export const defaultStalledMs = 30_000;

/**
 * Cuts off a client that takes nothing of its answer for so long (at most twice as long, where a part of it was taken last), be it
 * that it ended its own side, and one that has more answers wait than `maxWaitingBytes`: Node would hold them and the connection
 * for ever. Streams have bounds of their own; of what waits for all, `unreadBytes` has another.
 */
export function boundStalledAnswers(app: FastifyInstance, stalledMs: number): void {
  app.addHook('onSend', (request, { raw }, payload, done) => {
    boundStalledAnswer({ raw, socket: request.raw.socket, bytes: lengthOf(payload) }, stalledMs);
    done(null, payload);
  });
}

/**
 * The same for an answer that meets no hook, once it has been written. What the kernel has taken waits for nobody, which holds of most
 * answers at once.
 */
export function boundWaitingAnswer(answer: SentAnswer, stalledMs = defaultStalledMs): void {
  if (answer.raw.writableLength > 0) boundStalledAnswer(answer, stalledMs);
}

/** An answer that goes over no connection (Fastify's `inject`) waits nowhere. */
function boundStalledAnswer({ raw, socket, bytes }: SentAnswer, stalledMs: number): void {
  if (!(socket instanceof Socket)) return;
  if (raw.listenerCount('timeout') === 0) raw.setTimeout(stalledMs, () => raw.destroy());
  if (waiting.of(socket) > maxWaitingBytes) socket.destroy();
  else waiting.add(socket, { raw, bytes });
}

/** An answer that is sent. */
interface SentAnswer {
  readonly raw: ServerResponse;
  /** A `Socket` where there is a connection. */
  readonly socket: EventEmitter;
  readonly bytes: number;
}

/** Bytes of answers that wait on each connection. */
class WaitingAnswers {
  readonly #bytes = new WeakMap<Socket, number>();

  of(socket: Socket): number {
    return this.#bytes.get(socket) ?? 0;
  }

  /** Counts an answer until it has been handed over. */
  add(socket: Socket, { raw, bytes }: Pick<SentAnswer, 'raw' | 'bytes'>): void {
    if (!this.#bytes.has(socket)) this.#watch(socket);
    this.#bytes.set(socket, this.of(socket) + bytes);
    raw.once('finish', () => this.#bytes.set(socket, this.of(socket) - bytes));
    unreadBytes.wrote(bytes);
  }

  #watch(socket: Socket): void {
    const stop = unreadBytes.watch({ bytes: () => this.of(socket), cutOff: () => socket.destroy() });
    socket.once('close', stop);
  }
}

const waiting = new WaitingAnswers();

/** Of text its characters, which are about as many; nothing of a stream. */
function lengthOf(payload: unknown): number {
  return typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
}
