import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { maskError } from '@cartwright/errors';
import type { TokenVerifier } from '@cartwright/identity';
import { continueTrace, flatHeaders, type Logger, type SubgraphRequest } from '@cartwright/process';
import type { FastifyInstance, FastifyRequest, preHandlerHookHandler } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { ContextFactory, ContextInput } from './subgraph-options.ts';

/** What `/graphql` over HTTP is built from. */
export interface GraphqlHttpOptions {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly verifyToken: TokenVerifier;
  readonly signed: preHandlerHookHandler;
  readonly createContext: ContextFactory;
}

/** Serves POST `/graphql` with Apollo Server: signed requests only, the token looked at before anything runs. */
export function serveGraphqlHttp(app: FastifyInstance, options: GraphqlHttpOptions): void {
  const { schema, logger, verifyToken, signed, createContext } = options;
  const calls = new AsyncLocalStorage<ContextInput>();
  const current = (): ContextInput => calls.getStore() ?? failOutsideRequest();
  const apollo = new ApolloServer<object>({
    schema,
    logger,
    introspection: true,
    // The gateway sends whole operations; persisted queries are its own business.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => maskError(error, calls.getStore()?.request ?? { id: 'none', logger }),
  });
  app.addHook('onReady', () => apollo.start());
  app.addHook('onClose', () => apollo.stop());
  const handle = lazily(() =>
    fastifyApolloHandler(apollo, { context: async () => createContext(current()) }),
  );
  app.post('/graphql', { preHandler: [signed] }, async (request, reply) => {
    const call = {
      ...(await verifyToken(request.headers.authorization)),
      request: subgraphRequest(request, logger),
    };
    return calls.run(call, () => handle().call(app, request, reply));
  });
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
