import { graphqlError } from '@cartwright/errors';
import { OperationTypeNode, type DocumentNode, type GraphQLError } from 'graphql';
import { readVariables, type OperationWithVariables } from '../input/read-variables.ts';
import { estimateCost, type CostEstimate } from './estimate-cost.ts';
import { maxIntrospection } from './max-introspection.ts';
import type { OperationLimits } from './operation-limits.ts';
import { fragmentsOf, operationSize, type Fragments } from './operation-size.ts';

/** A validated operation with the variables as the client sent them. */
export interface LimitedOperation extends OperationWithVariables {
  readonly document: DocumentNode;
}

/**
 * Checks a validated operation against the limits, and that its arguments can be read. Returns undefined when it may run,
 * else BAD_USER_INPUT, with `limit`, `maximum` and `actual` when it is too large. The parser checks the number of tokens.
 */
export function checkOperationLimits(
  limited: LimitedOperation,
  limits: OperationLimits,
): GraphQLError | undefined {
  const fragments = fragmentsOf(limited.document);
  const { depth, aliases, rootFields } = operationSize(limited.operation, fragments);
  const isMutation = limited.operation.operation === OperationTypeNode.MUTATION;
  const sizeError =
    exceeded('depth', depth, limits.maxDepth) ??
    exceeded('aliases', aliases, limits.maxAliases) ??
    exceeded('root mutations', isMutation ? rootFields : 0, limits.maxRootMutations);
  if (sizeError !== undefined) return sizeError;
  const { cost, introspection, largestPage, errors } = costOf(limited, fragments);
  return (
    errors[0] ??
    exceeded('page size', largestPage, limits.maxPageSize) ??
    exceeded('introspection', introspection, maxIntrospection) ??
    exceeded('cost', cost, limits.maxCost)
  );
}

function exceeded(limit: string, actual: number, maximum: number): GraphQLError | undefined {
  if (actual <= maximum) return undefined;
  return graphqlError(
    'BAD_USER_INPUT',
    `This operation is too large: ${limit} ${actual}, at most ${maximum}.`,
    {
      limit,
      maximum,
      actual,
      http: { status: 400 },
    },
  );
}

/** An operation whose variables do not fit their types costs nothing: it will not run. */
function costOf(limited: LimitedOperation, fragments: Fragments): CostEstimate {
  const variables = readVariables(limited);
  if (variables.kind === 'invalid') return { cost: 0, introspection: 0, largestPage: 0, errors: [] };
  const { schema, operation } = limited;
  return estimateCost({ schema, operation, fragments, variables: variables.values });
}
