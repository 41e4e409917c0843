import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from '@cartwright/process';
import type { GraphQLError } from 'graphql';
import type { RequestContext } from '../execution/request-context.ts';
import { withRequestId } from '../errors/format-error.ts';

/** Adds the request's id to masked errors, and logs every error with it: loudly what no subgraph has logged. */
export function requestIdPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ response: { body }, contextValue }) {
          if (body.kind !== 'single' || body.singleResult.errors === undefined) return Promise.resolve();
          const { errors } = body.singleResult;
          body.singleResult.errors = errors.map((error) => withRequestId(error, contextValue.requestId));
          return Promise.resolve();
        },
        didEncounterErrors({ errors, contextValue }) {
          const { requestId } = contextValue;
          for (const error of errors) {
            const level = isOwnFault(error) ? 'error' : 'debug';
            logger[level](
              { err: error.originalError ?? error, path: error.path, requestId },
              'operation error',
            );
          }
          return Promise.resolve();
        },
      }),
  };
}

/** A subgraph names the request in the errors that it has logged itself. */
function isOwnFault({ extensions }: GraphQLError): boolean {
  return extensions['code'] === 'INTERNAL_SERVER_ERROR' && !('requestId' in extensions);
}
