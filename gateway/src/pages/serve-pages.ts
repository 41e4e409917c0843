import { serveExplorer } from '@cartwright/explorer';
import { pagePolicy } from '@cartwright/process';
import type { FastifyInstance } from 'fastify';
import { landingPage, type LandingOptions } from './landing-page.ts';

/** Serves what developers look at: the page at `/` and the explorer. Not in production, where there is neither. */
export function servePages(app: FastifyInstance, options: LandingOptions): void {
  if (!options.pages.forDevelopers) return;
  const landing = landingPage(options);
  const policy = pagePolicy(landing);
  app.get('/', (_request, reply) =>
    reply.type('text/html').header('content-security-policy', policy).send(landing),
  );
  serveExplorer(app, { title: 'Cartwright', walk: true });
}
