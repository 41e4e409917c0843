import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the page says and shows. */
export interface ExplorerOptions {
  readonly title: string;
  /** Whether it leads through a purchase, step by step. */
  readonly walk: boolean;
}

const built = fileURLToPath(new URL('../dist', import.meta.url));

/** Everything comes from this server; pictures that answers name may come from elsewhere. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  'img-src * data:',
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves GraphiQL at `/explorer`, which needs no internet: it asks `/graphql` beside it. Its files are made by
 * `npm run generate`; where they are missing, the page says so.
 */
export function serveExplorer(app: FastifyInstance, options: ExplorerOptions): void {
  app.get('/explorer', (_request, reply) => reply.redirect('explorer/'));
  app.get('/explorer/', async (_request, reply) => {
    const page = await pageWith(options);
    if (page === undefined)
      return reply.code(503).type('text/plain').send('Run `npm run generate`, which makes this page.\n');
    return reply.type('text/html').headers(pageHeaders).send(page);
  });
  app.register(files, {
    root: path.join(built, 'assets'),
    prefix: '/explorer/assets/',
    preCompressed: true,
    immutable: true, // each name holds a hash of its content
    maxAge: '1y',
    index: false,
    decorateReply: false,
  });
}

const pageHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Undefined while the page has not been made. */
async function pageWith(options: ExplorerOptions): Promise<string | undefined> {
  const page = await readFile(path.join(built, 'index.html'), 'utf8').catch(() => undefined);
  const settings = JSON.stringify(options).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return page?.replace(
    /(<meta name="explorer-settings" content=)"[^"]*"/,
    (_all, tag: string) => `${tag}"${settings}"`,
  );
}
