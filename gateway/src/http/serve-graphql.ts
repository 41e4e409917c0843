import type { ApolloServer } from '@apollo/server';
import { httpStatusOfCode, isErrorCode } from '@cartwright/errors';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../execution/request-context.ts';
import { runOperation, type OperationMessage, type OperationOutcome } from '../pipeline/run-operation.ts';
import { acceptedStream } from '../streaming/accepted-stream.ts';
import type { StreamReplies } from '../streaming/stream-replies.ts';
import { malformedRequest } from './malformed-request.ts';
import { admitRequest, type AdmissionOptions } from './admit-request.ts';

/** What `/graphql` over HTTP is built from. */
export interface GraphqlRouteOptions extends AdmissionOptions {
  /** Started. */
  readonly server: ApolloServer<RequestContext>;
  readonly streams: StreamReplies;
}

const contexts = new WeakMap<FastifyRequest, RequestContext>();

/** Serves `/graphql`: one answer, or a stream where the client accepts one and the operation is a subscription. */
export function serveGraphql(app: FastifyInstance, options: GraphqlRouteOptions): void {
  const answer = fastifyApolloHandler(options.server, {
    context: (request) => Promise.resolve(contextOf(request)),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      if (isPageVisit(request)) return reply.redirect('/explorer');
      contexts.set(request, await admitRequest(request, reply, options));
      const format = request.method === 'POST' ? acceptedStream(request.headers.accept) : undefined;
      if (format === undefined) return answer.call(app, request, reply);
      const context = contextOf(request);
      const outcome = await run(options.server, request.body, context);
      if (outcome.kind !== 'stream' && !format.carriesSingleResults) return sendJson(reply, outcome);
      return options.streams.send(reply, { format, outcome, context });
    },
  });
}

/** Somebody opens the endpoint in a browser, without an operation. */
function isPageVisit({ method, headers, query }: FastifyRequest): boolean {
  const hasNoQuery = Object.keys(query as object).length === 0;
  return method === 'GET' && hasNoQuery && headers.accept?.includes('text/html') === true;
}

function contextOf(request: FastifyRequest): RequestContext {
  const context = contexts.get(request);
  if (context === undefined) throw new Error('The request was not admitted.');
  return context;
}

/** Where Apollo Server does not read the body itself, its form is checked here. */
async function run(
  server: ApolloServer<RequestContext>,
  body: unknown,
  context: RequestContext,
): Promise<OperationOutcome> {
  const error = malformedRequest(body);
  if (error !== undefined) return { kind: 'rejected', errors: [error] };
  return runOperation(server, body as OperationMessage, context);
}

function sendJson(reply: FastifyReply, outcome: Exclude<OperationOutcome, { kind: 'stream' }>): FastifyReply {
  return outcome.kind === 'result'
    ? reply.send(outcome.result)
    : reply.code(statusOf(outcome.errors)).send({ errors: outcome.errors });
}

/** As Apollo Server has it on other transports: what nobody can run is a bad request. */
function statusOf([error]: readonly GraphQLFormattedError[]): number {
  const code = error?.extensions?.['code'];
  return isErrorCode(code) ? httpStatusOfCode[code] : 400;
}
