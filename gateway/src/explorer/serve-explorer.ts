import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';
import { defaultQuery } from './default-query.ts';
import { landingPage } from './landing-page.ts';

/** Serves GraphiQL at `/explorer`, which carries its scripts in itself and needs no internet, and a page at `/`. */
export function serveExplorer(app: FastifyInstance, publicUrl: string): void {
  const explorer = renderGraphiQL({
    title: 'Cartwright',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery,
    headers: '{}',
  });
  const landing = landingPage(publicUrl);
  app.get('/explorer', (_request, reply) => reply.type('text/html; charset=utf-8').send(explorer));
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(landing));
}
