import type { FastifyInstance } from 'fastify';
import { WebhookRefused, type PaymentProvider } from './provider/payment-provider.ts';
import type { UseCases } from './use-cases/mod.ts';

/** Where a webhook comes from and goes to. */
export interface WebhookRouteOptions {
  readonly path: string;
  readonly provider: PaymentProvider;
  readonly applyWebhook: UseCases['applyWebhook'];
}

/** Takes the provider's events, by its own signature and not the gateway's; 2xx only once they are stored. */
export function serveWebhooks(app: FastifyInstance, options: WebhookRouteOptions): void {
  const { path, provider, applyWebhook } = options;
  app.post(path, async (request, reply) => {
    try {
      const event = provider.readWebhook(request.headers, request.rawBody ?? new Uint8Array());
      await applyWebhook(event);
      return await reply.code(204).send();
    } catch (error) {
      if (!(error instanceof WebhookRefused)) throw error;
      request.log.warn({ reason: error.message }, 'a webhook was refused');
      return await reply.code(401).send({ errors: [{ message: 'Not a valid event.' }] });
    }
  });
}
