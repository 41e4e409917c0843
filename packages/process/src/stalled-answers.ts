import type { FastifyInstance } from 'fastify';

/**
 * Cuts off a client that takes nothing of its answer for so long, be it that it ended its own side: Node would hold the answer
 * and the connection for ever. Streams have a time of their own.
 */
export function boundStalledAnswers(app: FastifyInstance, stalledMs: number): void {
  app.addHook('onSend', (_request, { raw }, payload, done) => {
    if (raw.listenerCount('timeout') === 0) raw.setTimeout(stalledMs, () => raw.destroy());
    done(null, payload);
  });
}
