import { Readable } from 'node:stream';
import type { Logger } from '@cartwright/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { httpError } from '../errors/http-error.ts';
import { admitRequests, type AdmissionOptions } from './admit-request.ts';
import { answerOperation, type AnswerOptions } from './answer-operation.ts';
import { failedRequest } from './failed-request.ts';
import { knownOf } from './handed-over.ts';
import { ownAnswer } from './json-message.ts';
import { negotiate } from './negotiate.ts';
import {
  completeOnStream,
  openStream,
  reserveStream,
  runOnStream,
  type ReservedStreamOptions,
} from './reserved-streams.ts';
import { streamToken } from './stream-token.ts';
import { writeAnswer } from './write-answer.ts';

/** What `/graphql` over HTTP is built from. */
export interface GraphqlRouteOptions extends ReservedStreamOptions, AnswerOptions, AdmissionOptions {
  readonly logger: Logger;
}

type Handler = (
  request: FastifyRequest,
  reply: FastifyReply,
  options: GraphqlRouteOptions,
) => Promise<FastifyReply>;

const url = '/graphql';
const allow = 'GET, HEAD, POST, PUT, DELETE, OPTIONS';

/**
 * Serves `/graphql`. Who asks is said by a bearer token that no browser sends by itself, and GET changes nothing, so that a
 * page of another site can do no harm by asking. Whatever goes wrong is answered in the form that the client accepts, too.
 */
export function serveGraphql(app: FastifyInstance, options: GraphqlRouteOptions): void {
  app.register((scope, _options, done) => {
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', async (request, reply) => {
      reply.headers({ 'x-request-id': request.id, ...ownAnswer });
    });
    scope.setErrorHandler((error, request, reply) =>
      refuse(error, { request, reply, logger: options.logger }),
    );
    admitRequests(scope, options);
    scope.addHook('preParsing', (request, _reply, payload, done) => {
      const body = knownOf(request.raw)?.body;
      done(null, body === undefined ? payload : Readable.from([body]));
    });
    const serve = (handler: Handler) => (request: FastifyRequest, reply: FastifyReply) =>
      handler(request, reply, options);
    scope.get(url, serve(onStreamOr(openStream)));
    scope.post(url, serve(onStreamOr(runOnStream)));
    scope.put(url, serve(reserveStream));
    scope.delete(url, serve(completeOnStream));
    scope.patch(url, () => Promise.reject(httpError(405, 'Use GET or POST.', { allow })));
    scope.options(url, (_request, reply) => reply.code(204).header('allow', allow).send());
    done();
  });
}

/** Requests that name an event stream are about that stream. */
function onStreamOr(handler: Handler): Handler {
  return (request, reply, options) =>
    streamToken(request) === undefined
      ? answerOperation(request, reply, options)
      : handler(request, reply, options);
}

interface Refused extends Pick<GraphqlRouteOptions, 'logger'> {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

function refuse(error: unknown, { request, reply, logger }: Refused): FastifyReply | Promise<FastifyReply> {
  return writeAnswer(reply, failedRequest(error, { id: request.id, logger }), negotiate(request));
}
