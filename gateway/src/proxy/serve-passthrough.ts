import type { Domain } from '@cartwright/events';
import type { Logger } from '@cartwright/process';
import type { LocalSubgraphs } from '../transport/local-subgraphs.ts';
import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import { pass } from './pass.ts';
import { localPassthrough, NetworkPassthrough, type Passthrough } from './passthrough.ts';
import { serveForwardedPages, type ForwardedPages } from './serve-forwarded-pages.ts';

/** Whoever serves more than GraphQL. */
export interface PassthroughRoutes extends ForwardedPages {
  /** `GET /media/*`: images; `PUT /media/uploads/*`: those that staff send; `GET /sitemap.xml`, `/sitemaps/*` and `/feeds/*`: what search engines and merchants' programs read; `GET /exports/products`: files that staff fetch. */
  readonly products: Passthrough;
  /** `GET /.well-known/jwks.json`: the keys of access tokens; `GET /exports/customers`: files that staff fetch; `PUT /imports/customers`: those that they send. */
  readonly accounts: Passthrough;
  /** `GET /exports/orders`: files that staff fetch. */
  readonly orders: Passthrough;
  /** `POST /webhooks/*`: the payment provider's reports, with the exact bytes that it signed. */
  readonly payments: Passthrough;
  /** `GET` and `POST /unsubscribe/*`: the links of mails, and what mail programs send there (RFC 8058); `GET /exports/consents`: files that staff fetch. */
  readonly notifications: Passthrough;
  readonly close: () => Promise<void>;
}

/** Where they are, and how long they may take. */
interface PassthroughOptions {
  readonly config: Pick<GatewayConfig, 'subgraphUrls' | 'subgraphTimeoutMs' | 'pages'>;
  /** Those that are parts of this process. */
  readonly subgraphs?: LocalSubgraphs | undefined;
  readonly logger: Logger;
}

/** Opens connections to whoever serves more than GraphQL. */
export function passthroughTo({ config, subgraphs, logger }: PassthroughOptions): PassthroughRoutes {
  const { subgraphUrls, pages, subgraphTimeoutMs } = config;
  const to = (urls: readonly string[] = []) => new NetworkPassthrough(urls, subgraphTimeoutMs, logger);
  const toSubgraph = (name: Domain): Passthrough => {
    const local = subgraphs?.[name];
    return local === undefined ? to(subgraphUrls[name]) : localPassthrough(local);
  };
  const { bankUrl, mailboxUrl } = pages;
  const routes = {
    products: toSubgraph('products'),
    accounts: toSubgraph('accounts'),
    orders: toSubgraph('orders'),
    payments: toSubgraph('payments'),
    notifications: toSubgraph('notifications'),
    bank: bankUrl === undefined ? undefined : to([bankUrl]),
    mailbox: mailboxUrl === undefined ? undefined : to([mailboxUrl]),
  };
  const close = async () => {
    await Promise.all(Object.values(routes).flatMap((one) => one?.close() ?? []));
  };
  return { ...routes, close };
}

/** A mail program sends a few bytes (RFC 8058, 3.2). */
const maxUnsubscribeBytes = 4_096;

/** Forwards requests that are not GraphQL to whoever serves them. */
export function servePassthrough(app: FastifyInstance, routes: PassthroughRoutes): void {
  const { products, accounts, orders, payments, notifications } = routes;
  serveForwardedPages(app, routes);
  app.get('/media/*', (request, reply) => {
    reply.removeHeader('vary'); // every site gets the same picture, so that caches need not keep one for each
    return pass(products, { request, reply });
  });
  for (const path of ['/sitemap.xml', '/sitemaps/*', '/feeds/*', '/exports/products'])
    app.get(path, (request, reply) => pass(products, { request, reply }));
  app.get('/exports/customers', (request, reply) => pass(accounts, { request, reply }));
  app.get('/exports/orders', (request, reply) => pass(orders, { request, reply }));
  app.get('/exports/consents', (request, reply) => pass(notifications, { request, reply }));
  app.register((uploads, _options, done) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser('*', (_request, body, parsed) => parsed(null, body)); // passed on as it comes
    uploads.put('/media/uploads/*', (request, reply) => pass(products, { request, reply }));
    uploads.put('/imports/customers', (request, reply) => pass(accounts, { request, reply }));
    done();
  });
  app.get('/.well-known/jwks.json', (request, reply) => pass(accounts, { request, reply }));
  app.register((webhooks, _options, done) => {
    webhooks.removeAllContentTypeParsers();
    webhooks.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    webhooks.post('/webhooks/*', (request, reply) => pass(payments, { request, reply }));
    done();
  });
  app.register((unsubscribing, _options, done) => {
    unsubscribing.removeAllContentTypeParsers();
    const small = { parseAs: 'buffer', bodyLimit: maxUnsubscribeBytes } as const;
    unsubscribing.addContentTypeParser('*', small, (_request, body, done) => done(null, body));
    unsubscribing.get('/unsubscribe/*', (request, reply) => pass(notifications, { request, reply }));
    unsubscribing.post('/unsubscribe/*', (request, reply) => pass(notifications, { request, reply }));
    done();
  });
}
