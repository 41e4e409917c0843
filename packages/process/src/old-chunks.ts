import type { FastifyInstance } from 'fastify';

/**
 * Ends the connection with the answer to a request of HTTP/1.0 that came in chunks, which that version does not have: a proxy in
 * front may see its end elsewhere (RFC 9112, 6.1).
 */
export function endAfterOldChunks(app: FastifyInstance): void {
  app.addHook('onSend', ({ raw }, reply, payload, done) => {
    if (raw.httpVersion === '1.0' && raw.headers['transfer-encoding'] !== undefined)
      reply.header('connection', 'close');
    done(null, payload);
  });
}
