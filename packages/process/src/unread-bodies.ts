import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * Ends the connection with an answer that comes before its request's body has: Node reads such a body on and drops it, however
 * long it is. One that is said to be no longer than bodies may be is read to its end, and its connection goes on.
 */
export function boundUnreadBodies(app: FastifyInstance, maxBytes: number): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    endBeforeLongBody(reply, maxBytes);
    done(null, payload);
  });
}

/** The same for an answer that meets no hook. */
export function endBeforeLongBody(reply: FastifyReply, maxBytes: number): void {
  const { raw } = reply.request;
  if (!raw.complete && mayBeLong(raw, maxBytes)) reply.header('connection', 'close');
}

function mayBeLong({ headers }: IncomingMessage, maxBytes: number): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > maxBytes;
}
