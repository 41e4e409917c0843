import type { FastifyInstance } from 'fastify';
import type { Passthrough } from './passthrough.ts';
import { pass } from './pass.ts';

/** The pages of other processes that people open under the gateway's own address, so that one port is all they need. */
export interface ForwardedPages {
  /** The bank's pages of the payment simulator, at `/bank/actions/<reference>`; never its API. */
  readonly bank: Passthrough | undefined;
  /** The mailbox that catches every e-mail, at `/mailbox/`. */
  readonly mailbox: Passthrough | undefined;
}

/** Forwards those of the pages that there are. */
export function serveForwardedPages(app: FastifyInstance, { bank, mailbox }: ForwardedPages): void {
  if (bank !== undefined) serveBank(app, bank);
  if (mailbox === undefined) return;
  app.get('/mailbox', (_request, reply) => reply.redirect('mailbox/'));
  app.get('/mailbox/*', (request, reply) => pass(mailbox, { request, reply, under: '/mailbox' }));
}

function serveBank(app: FastifyInstance, bank: Passthrough): void {
  app.register((pages, _options, done) => {
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    pages.route({
      method: ['GET', 'POST'],
      url: '/bank/actions/:reference',
      handler: (request, reply) => pass(bank, { request, reply, under: '/bank' }),
    });
    done();
  });
}
