import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { forAsker } from '@cartwright/database';
import { maskError } from '@cartwright/errors';
import type { TokenVerifier } from '@cartwright/identity';
import { continueTrace, flatHeaders, type Logger, type SubgraphRequest } from '@cartwright/process';
import type { FastifyInstance, FastifyRequest, preHandlerHookHandler } from 'fastify';
import { OperationTypeNode, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { watchAsker, type Asker } from './asker.ts';
import type { ContextFactory, ContextInput } from './subgraph-options.ts';

/** What `/graphql` over HTTP is built from. */
export interface GraphqlHttpOptions {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly verifyToken: TokenVerifier;
  readonly signed: preHandlerHookHandler;
  readonly createContext: ContextFactory;
}

interface Call {
  readonly input: ContextInput;
  readonly asker: Asker;
}

/**
 * Serves POST `/graphql` with Apollo Server: signed requests only, the token looked at before anything runs. A query is given
 * up when its asker has gone, with what the database does for it.
 */
export function serveGraphqlHttp(app: FastifyInstance, options: GraphqlHttpOptions): void {
  const { schema, logger, verifyToken, signed, createContext } = options;
  const calls = new AsyncLocalStorage<Call>();
  const current = (): Call => calls.getStore() ?? failOutsideRequest();
  const apollo = new ApolloServer<object>({
    schema,
    logger,
    introspection: true,
    // The gateway sends whole operations; persisted queries are its own business.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => formatError(error, calls.getStore(), logger),
    plugins: [givingUpQueries(current)],
  });
  app.addHook('onReady', () => apollo.start());
  app.addHook('onClose', () => apollo.stop());
  const handle = lazily(() =>
    fastifyApolloHandler(apollo, {
      context: async () => createContext(current().input),
    }),
  );
  app.post('/graphql', { preHandler: [signed] }, async (request, reply) => {
    const call = {
      input: {
        ...(await verifyToken(request.headers.authorization)),
        request: subgraphRequest(request, logger),
      },
      asker: watchAsker(reply.raw),
    };
    return calls.run(call, () => forAsker(call.asker.gone, () => handle().call(app, request, reply)));
  });
}

function givingUpQueries(current: () => Call): ApolloServerPlugin<object> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ operation }) => {
          if (operation?.operation === OperationTypeNode.QUERY) current().asker.onlyReads();
          return Promise.resolve();
        },
      }),
  };
}

/** Nobody reads the errors of a query that was given up, and they are no fault. */
function formatError(error: unknown, call: Call | undefined, logger: Logger): GraphQLFormattedError {
  if (call?.asker.gone.aborted) return { message: 'Nobody waits for this answer any more.' };
  return maskError(error, call?.input.request ?? { id: 'none', logger });
}

function subgraphRequest(request: FastifyRequest, logger: Logger): SubgraphRequest {
  return {
    id: request.id,
    traceparent: continueTrace(request.headers['traceparent']),
    headers: flatHeaders(request.headers),
    logger: logger.child({ requestId: request.id }),
  };
}

/** Apollo's handler can only be made once the server has started. */
function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

function failOutsideRequest(): never {
  throw new Error('A GraphQL operation ran outside of a request.');
}
