import type { IncomingMessage, Server } from 'node:http';
import { graphqlError } from '@cartwright/errors';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { GraphQLError } from 'graphql';
import { answerBrokenRequest } from './broken-request.ts';
import { askForAwaitedBodies } from './expectations.ts';
import { httpRefusal } from './http-refusal.ts';
import { badBody, jsonReader } from './json-body.ts';
import type { Logger } from './logging/logger.ts';
import { endAfterOldChunks } from './old-chunks.ts';
import { requireOneHost } from './one-host.ts';
import { requestIdFrom } from './request.ts';
import { answerHeaders, guardAnswers } from './security-headers.ts';
import { boundStalledAnswers, defaultStalledMs } from './stalled-answers.ts';
import { boundUnreadBodies, endBeforeLongBody } from './unread-bodies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The exact bytes of a JSON body, which signatures are computed over. */
    rawBody?: Buffer;
  }
}

/** How an HTTP app differs from the default. */
export interface HttpAppOptions {
  /** The largest body that is accepted; 1 MiB by default. */
  readonly bodyLimitBytes?: number;
  /** Proxies whose `x-forwarded-for` is trusted (fastify's `trustProxy`); none by default. */
  readonly trustProxy?: string | boolean;
  /** Where people reach it: under https, browsers are told to come back by nothing else. */
  readonly publicUrl?: string | undefined;
  /** 10 s for headers and 30 s for the whole request by default. */
  readonly timeouts?: ArrivalTimeouts;
  /** What is said of a path that leads nowhere. */
  readonly notFoundMessage?: string;
}

/** How long a client may take to send, from its connection or its first byte on, before it is told 408 and cut off; and to take. */
export interface ArrivalTimeouts {
  readonly headersMs: number;
  /** Headers and body. */
  readonly requestMs: number;
  /** How long it may take nothing of its answer; 30 s by default. */
  readonly stalledMs?: number;
}

const defaultBodyLimitBytes = 1024 * 1024;
const defaultTimeouts: ArrivalTimeouts = { headersMs: 10_000, requestMs: 30_000 };
/** Node looks for what has not arrived in time so many times while headers may take to arrive, and no more seldom than that. */
const looksAtArriving = 5;
const maxLookMs = 2_000;

/** A fastify app with what all routes of all processes share: request ids, raw bodies, masked errors, an access log. */
export function createHttpApp(
  logger: Logger,
  {
    bodyLimitBytes = defaultBodyLimitBytes,
    trustProxy = false,
    timeouts = defaultTimeouts,
    notFoundMessage = 'Not found.',
    publicUrl,
  }: HttpAppOptions = {},
): FastifyInstance {
  const baseLogger: FastifyBaseLogger = logger;
  const app: FastifyInstance = fastify({
    loggerInstance: baseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']),
    bodyLimit: bodyLimitBytes,
    trustProxy,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket, publicUrl),
    requestTimeout: timeouts.requestMs,
    http: {
      shouldUpgradeCallback: (request) => takesUpgrade(app.server, request),
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      connectionsCheckingInterval: Math.min(maxLookMs, Math.ceil(timeouts.headersMs / looksAtArriving)),
    },
    frameworkErrors: (error, request, reply) =>
      void refuseEarly(error, { request, reply, logger, publicUrl, bodyLimitBytes }),
  });
  guardAnswers(app, publicUrl);
  askForAwaitedBodies(app, bodyLimitBytes);
  boundUnreadBodies(app, bodyLimitBytes);
  endAfterOldChunks(app);
  boundStalledAnswers(app, timeouts.stalledMs ?? defaultStalledMs);
  requireOneHost(app);
  keepRawBodies(app);
  answerErrors(app, { logger, notFoundMessage });
  refuseWhileClosing(app);
  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    request.log.debug(
      { method, url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });
  return app;
}

function keepRawBodies(app: FastifyInstance): void {
  const read = jsonReader(app);
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const unreadable = unreadableBody(request);
    if (unreadable !== undefined) done(unreadable);
    else if (body.length === 0 && request.method !== 'POST')
      done(null); // clients name the type with every DELETE, too
    else {
      request.rawBody = body;
      try {
        done(null, read(body));
      } catch (error) {
        done(error as Error);
      }
    }
  });
}

/**
 * Whether a request becomes a WebSocket. Any other upgrade is ignored, as RFC 9110, 7.8, lets a server do: Java's client asks
 * for HTTP/2 (`h2c`) with each request that is not encrypted.
 */
function takesUpgrade(server: Server, { headers }: IncomingMessage): boolean {
  return server.listenerCount('upgrade') > 0 && headers.upgrade?.toLowerCase() === 'websocket';
}

/** Whether the body is compressed, which nothing here undoes. */
function isEncoded({ headers }: FastifyRequest): boolean {
  return (headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity';
}

/** JSON is in UTF-8 (RFC 8259, 8.1). Node would read another encoding as UTF-8. */
function unreadableBody(request: FastifyRequest): GraphQLError | undefined {
  // RFC 9110, 15.5.16: the answer names the encoding that is taken.
  if (isEncoded(request))
    return badBody(415, 'Send the body as it is, without content-encoding.', {
      'accept-encoding': 'identity',
    });
  return isSaidToBeUnicode(request.headers['content-type'])
    ? undefined
    : badBody(415, 'Send the body encoded in UTF-8.');
}

function isSaidToBeUnicode(contentType = ''): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(contentType)?.[1] ?? 'utf-8';
  return /^(?:utf-?8|us-ascii)$/i.test(charset);
}

/**
 * Refuses requests that arrive on open connections while the app closes, with 503 in GraphQL's error shape: fastify's own
 * answer has another shape.
 */
function refuseWhileClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.addHook('onRequest', (request, _reply, done) => {
    if (!isClosing || request.url.startsWith('/health/')) done();
    else done(graphqlError('UNAVAILABLE', 'This server is shutting down. Send the request again.'));
  });
}

/** Answers in GraphQL's error shape on every route. */
function answerErrors(
  app: FastifyInstance,
  { logger, notFoundMessage: message }: { readonly logger: Logger; readonly notFoundMessage: string },
): void {
  const notFound = { errors: [{ message, extensions: { code: 'NOT_FOUND' } }] };
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(notFound));
  app.setErrorHandler((error, request, reply) => answerError(error, { request, reply, logger }));
}

interface Failed {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly logger: Logger;
}

function answerError(error: unknown, { request, reply, logger }: Failed): FastifyReply {
  const { status, headers, errors } = httpRefusal(error, request, logger);
  return reply.code(status).headers(headers).send({ errors });
}

/** Answers what fastify refuses itself, which has met no hook. */
function refuseEarly(
  error: unknown,
  {
    publicUrl,
    bodyLimitBytes,
    ...failed
  }: Failed & Pick<HttpAppOptions, 'publicUrl'> & Required<Pick<HttpAppOptions, 'bodyLimitBytes'>>,
): FastifyReply {
  failed.reply.headers(answerHeaders(publicUrl, failed.request.protocol));
  endBeforeLongBody(failed.reply, bodyLimitBytes);
  return answerError(error, failed);
}
