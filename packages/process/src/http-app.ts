import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { graphqlError } from '@cartwright/errors';
import { answerBrokenRequest } from './broken-request.ts';
import { httpRefusal } from './http-refusal.ts';
import type { Logger } from './logger.ts';
import { requestIdFrom } from './request.ts';

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
}

const defaultBodyLimitBytes = 1024 * 1024;

/** A fastify app with what all routes of all processes share: request ids, raw bodies, masked errors, an access log. */
export function createHttpApp(
  logger: Logger,
  { bodyLimitBytes = defaultBodyLimitBytes, trustProxy = false }: HttpAppOptions = {},
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
  });
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
    request.rawBody = Buffer.isBuffer(body) ? body : Buffer.from(body);
    void parseJson(request, body.toString('utf8'), done);
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
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ errors: [{ message: 'Not found.' }] }));
  app.setErrorHandler((error, request, reply) => {
    const { status, headers, errors } = httpRefusal(error, request, logger);
    return reply.code(status).headers(headers).send({ errors });
  });
}
