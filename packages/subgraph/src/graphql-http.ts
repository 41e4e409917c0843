import { forAsker } from '@cartwright/database';
import type { OperationStore } from '@cartwright/graph';
import type { TokenVerifier } from '@cartwright/identity';
import type { Logger, ShedLog } from '@cartwright/process';
import type { FastifyInstance, FastifyReply, preHandlerHookHandler } from 'fastify';
import { answerOperation, type HttpAnswer } from './answer-operation.ts';
import { ArrivedOperation } from './arrived-operation.ts';
import { watchAsker } from './asker.ts';
import { guardOverload, visitOf } from './overload-door.ts';
import type { ContextFactory } from './subgraph-options.ts';

/** What `/graphql` over HTTP is built from. */
export interface GraphqlHttpOptions {
  readonly operations: OperationStore;
  readonly logger: Logger;
  readonly verifyToken: TokenVerifier;
  readonly signed: preHandlerHookHandler;
  readonly createContext: ContextFactory;
  /** Counts what is refused while there is too much to do; without it everything is let in. */
  readonly shed: ShedLog | undefined;
}

/** The types of GraphQL over HTTP, https://graphql.github.io/graphql-over-http/draft/#sec-Media-Types. */
const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;

const notAcceptable = {
  errors: [{ message: `Accept ${mediaTypes.join(' or ')}.`, extensions: { code: 'BAD_REQUEST' } }],
};

/**
 * Serves POST `/graphql`: signed requests only, the token looked at before anything runs. A query is given up when its asker
 * has gone, with what the database does for it.
 */
export function serveGraphqlHttp(app: FastifyInstance, options: GraphqlHttpOptions): void {
  app.register((scope, _options, done) => {
    guardOverload(scope, options.shed);
    serveOperations(scope, options);
    done();
  });
}

function serveOperations(app: FastifyInstance, options: GraphqlHttpOptions): void {
  const { operations, logger, verifyToken, signed, createContext } = options;
  app.post('/graphql', { preHandler: [signed] }, async (request, reply) => {
    const mediaType = mediaTypeFor(request.headers.accept);
    if (mediaType === undefined) return reply.code(406).send(notAcceptable);
    const identity = await verifyToken(request.headers.authorization);
    const call = {
      input: { ...identity, request: new ArrivedOperation(request, logger) },
      asker: watchAsker(reply.raw),
    };
    const { importance, waited } = visitOf(request);
    const asker = { gone: call.asker.gone, givesWay: importance === 'browsing', waited };
    const answer = await forAsker(asker, () =>
      answerOperation(request.body, call, { operations, createContext }),
    );
    return send(reply, mediaType, answer);
  });
}

function send(reply: FastifyReply, mediaType: string, { status, body }: HttpAnswer): FastifyReply {
  return reply
    .code(status)
    .header('content-type', `${mediaType}; charset=utf-8`)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body));
}

/** The first of the types that a client lists; its weights are not looked at. Undefined when it takes neither. */
function mediaTypeFor(accept = '*/*'): string | undefined {
  for (const range of accept.split(',')) {
    const [type = ''] = range.split(';', 1);
    const named = type.trim().toLowerCase();
    if (named === '*/*' || named === 'application/*') return mediaTypes[0];
    const found = mediaTypes.find((known) => known === named);
    if (found !== undefined) return found;
  }
  return undefined;
}
