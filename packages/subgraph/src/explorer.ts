import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';

/** Serves GraphiQL at `/explorer`; the page contains its scripts and works without the internet. */
export function serveExplorer(app: FastifyInstance, title: string): void {
  const page = renderGraphiQL({ title, endpoint: '/graphql', subscriptionsProtocol: 'WS' });
  app.get('/explorer', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}
