import type { FastifyInstance } from 'fastify';
import { WebhookRefused } from '../provider/door.ts';
import { applyWebhook, type Dependencies } from './use-cases.ts';

/** Takes the provider's events, by its own signature and not the gateway's; answers 2xx only once they are stored. */
export function serveWebhooks(app: FastifyInstance, path: string, dependencies: Dependencies): void {
  app.post(path, async (request, reply) => {
    try {
      const event = dependencies.provider.readWebhook(request.headers, request.rawBody ?? new Uint8Array());
      await applyWebhook(dependencies, event);
      return await reply.code(204).send();
    } catch (error) {
      if (!(error instanceof WebhookRefused)) throw error;
      request.log.warn({ reason: error.message }, 'a webhook was refused');
      return await reply.code(401).send({ errors: [{ message: 'Not a valid event.' }] });
    }
  });
}
