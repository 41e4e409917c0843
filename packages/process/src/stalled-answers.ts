import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Bytes of answers that may wait on a connection when another one is to be sent on it. So much of a client's that sends request
 * after request and reads no answer; that one answer does not count, nor do bytes that the kernel holds.
 */
const maxWaitingBytes = 4 * 1024 * 1024;

/**
 * Cuts off a client that takes nothing of its answer for so long (at most twice as long, where a part of it was taken last), be it
 * that it ended its own side, and one that has more answers wait than `maxWaitingBytes`: Node would hold them and the connection
 * for ever. Streams have bounds of their own.
 */
export function boundStalledAnswers(app: FastifyInstance, stalledMs: number): void {
  const waiting = new WeakMap<Socket, number>();
  app.addHook('onSend', (request, { raw }, payload, done) => {
    if (raw.listenerCount('timeout') === 0) raw.setTimeout(stalledMs, () => raw.destroy());
    const { socket } = request.raw;
    if ((waiting.get(socket) ?? 0) > maxWaitingBytes) socket.destroy();
    else countWhileItWaits(waiting, socket, { raw, bytes: lengthOf(payload) });
    done(null, payload);
  });
}

interface Answer {
  readonly raw: ServerResponse;
  readonly bytes: number;
}

function countWhileItWaits(waiting: WeakMap<Socket, number>, socket: Socket, { raw, bytes }: Answer): void {
  const add = (more: number): unknown => waiting.set(socket, (waiting.get(socket) ?? 0) + more);
  add(bytes);
  raw.once('finish', () => add(-bytes));
}

/** Of text its characters, which are about as many; nothing of a stream. */
function lengthOf(payload: unknown): number {
  return typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
}
