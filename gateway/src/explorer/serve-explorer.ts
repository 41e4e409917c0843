import type { FastifyInstance } from 'fastify';
import { explorerPage } from './explorer-page.ts';
import { landingPage } from './landing-page.ts';

const html = 'text/html; charset=utf-8';

/** Serves GraphiQL at `/explorer`, which needs no internet, and a page that leads there at `/`. */
export function serveExplorer(app: FastifyInstance, publicUrl: string): void {
  const page = explorerPage();
  const landing = landingPage(publicUrl);
  app.get('/explorer', async (request, reply) => {
    reply.type(html).header('vary', 'origin, accept-encoding');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(await page.html());
    return reply.header('content-encoding', 'gzip').send(await page.gzipped());
  });
  app.get('/', (_request, reply) => reply.type(html).send(landing));
}
