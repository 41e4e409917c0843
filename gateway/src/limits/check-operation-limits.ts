import { graphqlError } from '@cartwright/errors';
import {
  getVariableValues,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { estimateCost, type CostEstimate } from './estimate-cost.ts';
import type { OperationLimits } from './operation-limits.ts';
import { operationSize, type Fragments } from './operation-size.ts';

/** A validated operation with the variables as the client sent them. */
export interface LimitedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Checks a validated operation against the limits. Returns undefined when it is within all of them, else BAD_USER_INPUT
 * with `limit`, `maximum` and `actual`. The parser checks the number of tokens.
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
  const { cost, largestPage } = costOf(limited, fragments);
  return exceeded('page size', largestPage, limits.maxPageSize) ?? exceeded('cost', cost, limits.maxCost);
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
function costOf({ schema, operation, variables }: LimitedOperation, fragments: Fragments): CostEstimate {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced === undefined) return { cost: 0, largestPage: 0 };
  return estimateCost({ schema, operation, fragments, variables: coerced });
}

function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION,
  );
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
