import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * Asks a client for its body that waits for that (RFC 9110, 10.1.1), but not before its request is let in, nor for a body that
 * is too long. What else may be expected is ignored, so that such a request meets what all others do.
 */
export function askForAwaitedBodies(app: FastifyInstance, maxBytes: number): void {
  const { server } = app;
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    void server.emit('request', request, response);
  server.on('checkContinue', handle);
  server.on('checkExpectation', handle);
  app.addHook('preParsing', ({ raw }, reply, payload, done) => {
    if (awaitsContinue(raw) && Number(raw.headers['content-length'] ?? 0) <= maxBytes)
      reply.raw.writeContinue();
    done(null, payload);
  });
}

function awaitsContinue({ headers, httpVersion, complete }: IncomingMessage): boolean {
  return !complete && httpVersion === '1.1' && /\b100-continue\b/i.test(headers.expect ?? '');
}
