import type { GraphQLError } from 'graphql';
import type { CostEstimate } from './estimate-cost.ts';
import { exceeded } from './exceeded.ts';
import { maxIntrospection } from './max-introspection.ts';
import type { OperationLimits } from './operation-limits.ts';

/**
 * Checks what a validated operation would cost with its variables, and that its arguments can be read. Returns undefined
 * when it may run, else BAD_USER_INPUT, with `limit`, `maximum` and `actual` when it is too large.
 */
export function checkOperationCost(
  { cost, introspection, largestPage, errors }: CostEstimate,
  limits: OperationLimits,
): GraphQLError | undefined {
  return (
    errors[0] ??
    exceeded('page size', largestPage, limits.maxPageSize) ??
    exceeded('introspection', introspection, maxIntrospection) ??
    exceeded('cost', cost, limits.maxCost)
  );
}
