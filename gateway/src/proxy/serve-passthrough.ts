import { graphqlError } from '@cartwright/errors';
import { type Logger } from '@cartwright/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SubgraphUrls } from '../config.ts';
import { Passthrough } from './passthrough.ts';

/** The subgraphs that serve more than GraphQL. */
export interface PassthroughRoutes {
  /** `GET /media/*`: images. */
  readonly products: Passthrough;
  /** `GET /.well-known/jwks.json`: the keys of access tokens. */
  readonly accounts: Passthrough;
  /** `POST /webhooks/*`: the payment provider's reports, with the exact bytes that it signed. */
  readonly payments: Passthrough;
  readonly close: () => Promise<void>;
}

/** Opens connections to the subgraphs that serve more than GraphQL. */
export function passthroughTo(urls: SubgraphUrls, timeoutMs: number, logger: Logger): PassthroughRoutes {
  const to = (name: string) => new Passthrough(urls[name] ?? [], timeoutMs, logger);
  const routes = { products: to('products'), accounts: to('accounts'), payments: to('payments') };
  const close = async () => {
    await Promise.all(Object.values(routes).map((one) => one.close()));
  };
  return { ...routes, close };
}

/** Forwards requests that are not GraphQL to the subgraph that serves them. */
export function servePassthrough(
  app: FastifyInstance,
  { products, accounts, payments }: PassthroughRoutes,
): void {
  app.get('/media/*', (request, reply) => {
    reply.removeHeader('vary'); // every site gets the same picture, so that caches need not keep one for each
    return pass(products, request, reply);
  });
  app.get('/.well-known/jwks.json', (request, reply) => pass(accounts, request, reply));
  app.register((webhooks, _options, done) => {
    webhooks.removeAllContentTypeParsers();
    webhooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    webhooks.post('/webhooks/*', (request, reply) => pass(payments, request, reply));
    done();
  });
}

async function pass(
  target: Passthrough,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const answer = await target.send({
    method: request.method,
    path: request.url,
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : undefined,
  });
  if (answer === undefined)
    throw graphqlError(
      'UNAVAILABLE',
      'This part of the store is not available at the moment. Try again shortly.',
    );
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}
