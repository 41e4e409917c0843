import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Answer } from '../../execution/answer.ts';
import type { FetchSubgraph, PlanExecutor, PlannedOperation } from '../../execution/plan-executor.ts';
import type { ClientNames } from '../../supergraph/client-names.ts';
import { restoreNames } from '../../supergraph/restore-names.ts';
import { fetchData } from './fetch-data.ts';
import { shapeAnswer } from './shape-answer.ts';

/**
 * What the compiled executor is compared with: it follows the plan as it is, and has graphql-js execute the operation over
 * what was fetched.
 */
export class QueryPlanExecutor implements PlanExecutor {
  async execute(
    operation: PlannedOperation,
    subgraphs: Readonly<Record<string, FetchSubgraph>>,
  ): Promise<Answer> {
    const { errors = [], data } = restore(
      shapeAnswer(operation, await fetchData(operation, subgraphs)),
      operation.names,
    );
    return { errors, data: JSON.stringify(data) };
  }
}

function restore(result: ExecutionResult, names: ClientNames): ExecutionResult {
  if (names.originals.size === 0) return result;
  const { data, errors = [] } = result;
  return {
    errors: errors.map((error) => restoreError(error, names.originals)),
    data: restoreNames(data, names) as Record<string, unknown> | null,
  };
}

function restoreError(error: GraphQLError, originals: ReadonlyMap<string, string>): GraphQLError {
  const { message, nodes, source, positions, path, originalError, extensions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path?.map((key) => (typeof key === 'string' ? (originals.get(key) ?? key) : key)) ?? null,
    originalError: originalError ?? null,
    extensions,
  });
}
