import { Readable } from 'node:stream';
import { isId } from '@cartwright/graph';
import { storeCurrencies, type StoreCurrency } from '@cartwright/money';
import { entityTagOf, namesTag } from '@cartwright/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Parts } from '../parts.ts';
import { firstId, readFingerprint, type ProductRange } from './repository.ts';
import type { PageUrls } from './rules/page-urls.ts';
import { writeFeed, type Feed } from './use-cases/write-feed.ts';
import {
  pagesOfPart,
  writeBrands,
  writeCategories,
  writeCollections,
  writeProducts,
  writeSitemapIndex,
} from './use-cases/write-sitemap.ts';

/** What sitemaps and feeds are served from. */
export interface FeedRoutesParts extends Pick<Parts, 'database'> {
  readonly urls: PageUrls;
  /** The store's own address. */
  readonly publicUrl: string;
  readonly feed: Omit<Feed, 'currency'>;
  /** Longer than any reader takes who reads on; ten minutes by default. */
  readonly mostMs?: number;
}

/** So many are written at once by a process: each reads the whole catalogue. */
const mostAtOnce = 2;
const defaultMostMs = 600_000;
const maxAgeSeconds = 3_600;
const retryAfterSeconds = 30;
const everything: ProductRange = { from: firstId, limit: 2_147_483_647 };

/**
 * Serves `GET /sitemap.xml`, which names the sitemaps, these at `/sitemaps/*`, and `GET /feeds/products.xml`, in the currency that `currency`
 * names or in the store's first. What is long is written as it is read.
 */
export function serveFeeds(app: FastifyInstance, parts: FeedRoutesParts): void {
  const { urls, publicUrl, feed } = parts;
  const stream = streams(parts);
  app.get('/sitemap.xml', async (request, reply) =>
    sendText({ request, reply }, await writeSitemapIndex(parts, publicUrl)),
  );
  app.get('/sitemaps/categories.xml', async (request, reply) =>
    sendText({ request, reply }, await writeCategories(parts, urls)),
  );
  app.get('/sitemaps/collections.xml', async (request, reply) =>
    sendText({ request, reply }, await writeCollections(parts, urls)),
  );
  app.get('/sitemaps/brands.xml', async (request, reply) =>
    sendText({ request, reply }, await writeBrands(parts, urls)),
  );
  app.get<{ Params: { from: string } }>('/sitemaps/products-:from.xml', async (request, reply) => {
    const { from } = request.params;
    if (!isId(from)) return refuse(reply, 404, 'No such sitemap; /sitemap.xml names them all.');
    return stream({ request, reply }, { from, limit: pagesOfPart }, () => writeProducts(parts, urls, from));
  });
  app.get<{ Querystring: { currency?: unknown } }>('/feeds/products.xml', async (request, reply) => {
    const currency = currencyOf(request.query.currency ?? storeCurrencies[0]);
    if (currency === undefined)
      return refuse(reply, 400, `currency must be one of ${storeCurrencies.join(', ')}.`);
    return stream({ request, reply }, everything, () => writeFeed(parts, { ...feed, currency }));
  });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Sends what is written of a range piece by piece, for so many at once; whoever has it as it is, is told so, and whoever does not read on is
 * given up, so that the place is another's.
 */
function streams({ database, urls, mostMs = defaultMostMs }: FeedRoutesParts) {
  let running = 0;
  return async (
    exchange: Exchange,
    range: ProductRange,
    write: () => AsyncGenerator<string>,
  ): Promise<FastifyReply> => {
    const { request, reply } = exchange;
    if (running >= mostAtOnce) {
      void reply.header('retry-after', retryAfterSeconds);
      return refuse(reply, 503, 'Too many feeds are being written at the moment. Try again shortly.');
    }
    running += 1;
    using place = new DisposableStack();
    place.defer(() => (running -= 1));
    const fingerprint = await readFingerprint(database.statements, range);
    if (isKnown(exchange, `W/${entityTagOf(`${fingerprint} ${urls.product('slug')}`)}`))
      return await reply.code(304).send();
    void reply.type('application/xml; charset=utf-8');
    if (request.method === 'HEAD') return await reply.send();
    // The connection and not the writer, which ends when the statement that it waits for does.
    const end = setTimeout(() => reply.raw.destroy(), mostMs);
    place.defer(() => clearTimeout(end));
    return await reply.send(Readable.from(write())); // sent whole, or given up
  };
}

function sendText(exchange: Exchange, text: string): FastifyReply {
  if (isKnown(exchange, entityTagOf(text))) return exchange.reply.code(304).send();
  return exchange.reply.type('application/xml; charset=utf-8').send(text);
}

/** Says how long an answer may be kept, and whether the client has it already. */
function isKnown({ request, reply }: Exchange, etag: string): boolean {
  void reply.headers({ etag, 'cache-control': `public, max-age=${maxAgeSeconds}` });
  return namesTag(request.headers['if-none-match'], etag);
}

function currencyOf(given: unknown): StoreCurrency | undefined {
  return storeCurrencies.find((currency) => currency === given);
}

function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply
    .code(status)
    .headers({ 'cache-control': 'no-store' })
    .removeHeader('etag')
    .type('text/plain; charset=utf-8')
    .send(`${message}\n`);
}
