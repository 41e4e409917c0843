import { httpRefusal, type Logger } from '@cartwright/process';
import type { GraphQLError } from 'graphql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rejection } from '../pipeline/operation-outcome.ts';
import type { RunOperation } from '../pipeline/run-operation.ts';
import type { StreamFormat } from '../streaming/stream-format.ts';
import type { StreamReplies } from '../streaming/stream-replies.ts';
import { admitRequest, type AdmissionOptions } from './admit-request.ts';
import { httpError } from '../errors/http-error.ts';
import { negotiate, type Accepted } from './negotiate.ts';
import { sentOperation } from './sent-operation.ts';
import { writeAnswer } from './write-answer.ts';

/** What `/graphql` over HTTP is built from. */
export interface GraphqlRouteOptions extends AdmissionOptions {
  readonly run: RunOperation;
  readonly streams: StreamReplies;
  readonly logger: Logger;
}

interface Refused extends Pick<GraphqlRouteOptions, 'logger'> {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const servedTypes = [
  'application/graphql-response+json',
  'application/json',
  'text/event-stream',
  'multipart/mixed;subscriptionSpec=1.0 (by POST)',
];
const url = '/graphql';
const methods = ['GET', 'POST'];
const allow = 'GET, HEAD, POST, OPTIONS';
const otherMethods = ['PUT', 'PATCH', 'DELETE'];

/**
 * Serves `/graphql`: what the client accepts is settled first, then one operation runs, and its outcome is written in one of
 * three forms: JSON, server-sent events, multipart. GET may change nothing, and who asks is said by a bearer token that no
 * browser sends by itself, so that a page of another site can do no harm by asking.
 */
export function serveGraphql(app: FastifyInstance, options: GraphqlRouteOptions): void {
  app.register((scope, _options, done) => {
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', async (request, reply) => {
      reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store', vary: 'Origin, Accept' });
    });
    scope.setErrorHandler((error, request, reply) => refuse(error, { ...options, request, reply }));
    scope.route({ method: methods, url, handler: (request, reply) => answer(request, reply, options) });
    scope.route({ method: otherMethods, url, handler: () => Promise.reject(methodNotAllowed()) });
    scope.options(url, (_request, reply) => reply.code(204).header('allow', allow).send());
    done();
  });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  options: GraphqlRouteOptions,
): Promise<FastifyReply> {
  const accepted = negotiate(request);
  if (isPageVisit(request, accepted)) return reply.redirect('/explorer');
  const context = await admitRequest(request, reply, options);
  if (accepted.json === undefined && accepted.stream === undefined) throw notAcceptable();
  const carriage = { streams: accepted.stream !== undefined, isReadOnly: request.method !== 'POST' };
  const outcome = await options.run(sentOperation(request), context, carriage);
  if (outcome.kind !== 'stream') return writeAnswer(reply, outcome, accepted);
  return options.streams.send(reply, { format: formatOf(accepted), stream: outcome.stream, context });
}

/** Whatever goes wrong on the way is answered in the form that the client accepts, too. */
function refuse(error: unknown, { request, reply, logger }: Refused): FastifyReply {
  const { status, headers, errors } = httpRefusal(error, request, logger);
  const outcome = { ...rejection(errors), status, headers: new Map(Object.entries(headers)) };
  return writeAnswer(reply, { ...outcome, isWellFormed: false }, negotiate(request));
}

/** Somebody opens the endpoint in a browser, without an operation. */
function isPageVisit({ method, query }: FastifyRequest, { page }: Accepted): boolean {
  return method !== 'POST' && page && Object.keys(query as object).length === 0;
}

function formatOf({ stream }: Accepted): StreamFormat {
  if (stream === undefined) throw new Error('A stream was opened that the client cannot take.');
  return stream;
}

function notAcceptable(): GraphQLError {
  return httpError(406, `Accept at least one of ${servedTypes.join(', ')}.`);
}

function methodNotAllowed(): GraphQLError {
  return httpError(405, 'Use GET for queries and POST for every operation.', { allow });
}
