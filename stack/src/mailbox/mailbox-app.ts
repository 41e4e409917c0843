import { createHttpApp, pagePolicy, type Logger } from '@cartwright/process';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { mailListPage } from './mail-list-page.ts';
import { mailPage, noMailPage } from './mail-page.ts';
import type { MailStore } from './mail-store.ts';
import { watchScript } from './watch-script.ts';

const mailsPerPage = 50;

/** Numbers that make no sense count as not given. */
const listQuery = z.object({
  to: z.string().max(1000).catch(''),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
  first: z.coerce.number().int().min(0).optional().catch(undefined),
});

/** What the mailbox shows. */
export interface MailboxAppOptions {
  /** The store's own address, where the pictures of mails come from. */
  readonly publicUrl?: string | undefined;
  /** Whether it shows its mails; in production they are for the owner of the files alone. */
  readonly hasPages: boolean;
  readonly logger: Logger;
}

/** Makes the mailbox's web page and its JSON API, where it has them. Its links are relative, so that it works below any path. */
export function mailboxApp(
  store: MailStore,
  { publicUrl, hasPages, logger }: MailboxAppOptions,
): FastifyInstance {
  const app = createHttpApp(logger);
  if (hasPages) {
    addPages(app, store, mailPolicy(publicUrl));
    addApi(app, store);
  }
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', () => ({ status: 'ok' }));
  return app;
}

/** The one script belongs to the list. */
function listPolicy(page: string): string {
  const directives = ["script-src 'self'", "connect-src 'self'"];
  return pagePolicy(page, { directives, formTargets: ["'self'"] });
}

/** A mail's frame has the policy of its page: it runs no script, has styles of its own, and pictures from the store. */
function mailPolicy(publicUrl?: string): string {
  const pictures = ["'self'", 'data:', 'http://localhost:*', 'http://127.0.0.1:*'];
  if (publicUrl !== undefined) pictures.push(new URL(publicUrl).origin);
  const own = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  return `default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures.join(' ')}; ${own}`;
}

function addPages(app: FastifyInstance, store: MailStore, policy: string): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  app.get('/', async (request, reply) => {
    const { to, page } = listQuery.parse(request.query);
    const list = (await store.index()).find({ to, skip: (page - 1) * mailsPerPage, first: mailsPerPage });
    const shown = mailListPage({ ...list, to, page, mailsPerPage });
    return reply.type('text/html').header('content-security-policy', listPolicy(shown)).send(shown);
  });
  app.get('/watch.js', (_request, reply) => reply.type('text/javascript').send(watchScript));
  app.get<{ Params: { id: string } }>('/messages/:id', async (request, reply) => {
    const mail = await store.get(request.params.id);
    return reply
      .code(mail ? 200 : 404)
      .type('text/html')
      .header('content-security-policy', policy)
      .send(mail ? mailPage(mail) : noMailPage());
  });
}

function addApi(app: FastifyInstance, store: MailStore): void {
  app.get('/api/messages', async (request) => {
    const { to, first = Infinity } = listQuery.parse(request.query);
    return (await store.index()).find({ to, first }).mails;
  });
  app.get<{ Params: { id: string } }>('/api/messages/:id', async (request, reply) => {
    const mail = await store.get(request.params.id);
    return mail ?? reply.code(404).send({ message: 'No such mail.' });
  });
}
