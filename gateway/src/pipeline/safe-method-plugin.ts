import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode, type GraphQLError } from 'graphql';
import { httpError } from '../errors/http-error.ts';
import type { RequestContext } from '../execution/request-context.ts';

/** Refuses mutations by GET, and subscriptions too where GET was not asked for an event stream. */
export function safeMethodPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ operation, contextValue }) {
          const type = operation?.operation ?? OperationTypeNode.QUERY;
          const streams = contextValue.subscription !== undefined;
          const isFitting =
            type === OperationTypeNode.QUERY || (type === OperationTypeNode.SUBSCRIPTION && streams);
          if (contextValue.isReadOnly !== true || isFitting) return Promise.resolve();
          return Promise.reject(methodNotAllowed(type));
        },
      }),
  };
}

/** https://graphql.github.io/graphql-over-http/draft/#sec-GET: the status is 405. */
function methodNotAllowed(type: OperationTypeNode): GraphQLError {
  const hint = type === OperationTypeNode.SUBSCRIPTION ? ', or "Accept: text/event-stream"' : '';
  return httpError(405, `GET is for queries. A ${type} needs POST${hint}.`, { allow: 'POST' });
}
