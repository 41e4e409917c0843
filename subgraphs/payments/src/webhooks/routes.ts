import type { FastifyInstance } from 'fastify';
import { WebhookRefused } from '../provider/door.ts';
import type { PaymentProvider } from '../provider/door.ts';
import type { TakeEvent } from './use-cases.ts';

/** More than any event of a provider has. */
const maxBytes = 64 * 1024;

/** Who reads the provider's events, and who takes them. */
export interface WebhookDoor {
  readonly provider: Pick<PaymentProvider, 'readWebhook'>;
  readonly takeEvent: TakeEvent;
}

/**
 * Takes the provider's events, by its own signature and not the gateway's; answers 2xx only once they are stored. The bytes
 * are read by nobody before their signature is verified.
 */
export function serveWebhooks(
  app: FastifyInstance,
  path: string,
  { provider, takeEvent }: WebhookDoor,
): void {
  app.register((webhooks, _options, done) => {
    webhooks.removeAllContentTypeParsers();
    webhooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, read) => read(null, body));
    webhooks.post(path, { bodyLimit: maxBytes }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      try {
        await takeEvent(provider.readWebhook(request.headers, body));
        return await reply.code(204).send();
      } catch (error) {
        if (!(error instanceof WebhookRefused)) throw error;
        request.log.warn({ reason: error.message }, 'a webhook was refused');
        return await reply.code(401).send({ errors: [{ message: 'Not a valid event.' }] });
      }
    });
    done();
  });
}
