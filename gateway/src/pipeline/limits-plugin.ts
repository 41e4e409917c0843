import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../execution/request-context.ts';
import { checkOperationLimits } from '../limits/check-operation-limits.ts';
import type { OperationLimits } from '../limits/operation-limits.ts';
import { rootFieldNames } from '../limits/root-field-names.ts';
import type { RateLimits } from '../rate/rate-limits.ts';

/** Refuses operations that are too large, and sign-ins beyond their rate, before execution and on every transport. */
export function limitsPlugin(limits: OperationLimits, rates: RateLimits): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          if (operation === undefined) return;
          const variables = request.variables ?? {};
          const error = checkOperationLimits({ schema, document, operation, variables }, limits);
          if (error !== undefined) throw error;
          await rates.countSignIns(rootFieldNames(operation, document), contextValue);
        },
      }),
  };
}
