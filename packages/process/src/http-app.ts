import type { IncomingMessage, Server } from 'node:http';
import { graphqlError } from '@cartwright/errors';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { GraphQLError } from 'graphql';
import { answerBrokenRequest } from './broken-request.ts';
import { httpRefusal } from './http-refusal.ts';
import type { Logger } from './logger.ts';
import { requestIdFrom } from './request.ts';
import { guardAnswers, securityHeaders } from './security-headers.ts';

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
}

const defaultBodyLimitBytes = 1024 * 1024;

/** A fastify app with what all routes of all processes share: request ids, raw bodies, masked errors, an access log. */
export function createHttpApp(
  logger: Logger,
  { bodyLimitBytes = defaultBodyLimitBytes, trustProxy = false, publicUrl }: HttpAppOptions = {},
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
    clientErrorHandler: answerBrokenRequest,
    http: { shouldUpgradeCallback: (request) => takesUpgrade(app.server, request) },
    frameworkErrors: (error, request, reply) => void answerError(error, { request, reply, logger }),
  });
  guardAnswers(app, publicUrl);
  keepRawBodies(app);
  answerErrors(app, logger);
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
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isEncoded(request)) done(encodedBody());
    else if (body.length === 0 && request.method !== 'POST')
      done(null); // clients name the type with every DELETE, too
    else {
      request.rawBody = Buffer.isBuffer(body) ? body : Buffer.from(body);
      void parseJson(request, body.toString('utf8'), done);
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

/** RFC 9110, 15.5.16: the answer names the encoding that is taken. */
function encodedBody(): GraphQLError {
  const http = { status: 415, headers: [['accept-encoding', 'identity']] };
  return new GraphQLError('Send the body as it is, without content-encoding.', {
    extensions: { code: 'BAD_REQUEST', http },
  });
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
function answerErrors(app: FastifyInstance, logger: Logger): void {
  const notFound = { errors: [{ message: 'Not found.', extensions: { code: 'NOT_FOUND' } }] };
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
  // what fastify refuses itself has met no hook
  return reply
    .code(status)
    .headers({ ...securityHeaders, ...headers })
    .send({ errors });
}
