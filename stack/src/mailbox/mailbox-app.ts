import fastify, { type FastifyInstance } from 'fastify';
import { mailListPage, mailPage, noMailPage } from './mail-pages.ts';
import type { Mail } from './mail.ts';
import type { MailStore } from './mail-store.ts';

/** Images may come from this machine alone; nothing else is loaded, in the page or in a mail's frame. */
const contentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: http://localhost:* http://127.0.0.1:*";

/** Makes the mailbox's web page and its JSON API. */
export function mailboxApp(store: MailStore): FastifyInstance {
  const app = fastify({ forceCloseConnections: true });
  addPages(app, store);
  addApi(app, store);
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', () => ({ status: 'ok' }));
  return app;
}

function addPages(app: FastifyInstance, store: MailStore): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', contentSecurityPolicy).header('cache-control', 'no-store');
  });
  app.get('/', async (_request, reply) => reply.type('text/html').send(mailListPage(await store.list())));
  app.get<{ Params: { id: string } }>('/messages/:id', async (request, reply) => {
    const mail = await store.get(request.params.id);
    return reply
      .code(mail ? 200 : 404)
      .type('text/html')
      .send(mail ? mailPage(mail) : noMailPage());
  });
}

function addApi(app: FastifyInstance, store: MailStore): void {
  app.get<{ Querystring: { to?: string } }>('/api/messages', async (request) => {
    const { to } = request.query;
    const mails = await store.list();
    return mails.filter((mail) => to === undefined || isAddressedTo(mail, to)).map(summary);
  });
  app.get<{ Params: { id: string } }>('/api/messages/:id', async (request, reply) => {
    const mail = await store.get(request.params.id);
    return mail ?? reply.code(404).send({ message: 'No such mail.' });
  });
}

function isAddressedTo(mail: Mail, address: string): boolean {
  return mail.to.some((to) => to.toLowerCase().includes(address.toLowerCase()));
}

function summary({ id, messageId, from, to, subject, receivedAt }: Mail): Partial<Mail> {
  return { id, messageId, from, to, subject, receivedAt };
}
