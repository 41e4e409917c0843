import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';

/** Serves GraphiQL at `/explorer`; the page carries its scripts in itself and needs no internet. */
export function serveExplorer(app: FastifyInstance, title: string): void {
  const page = renderGraphiQL({ title, endpoint: '/graphql', subscriptionsProtocol: 'WS' });
  app.get('/explorer', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}
