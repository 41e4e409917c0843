import type { ExecutionResult } from 'graphql';
import { fetchData } from './fetch-data.ts';
import type { FetchSubgraph, PlanExecutor, PlannedOperation } from './plan-executor.ts';
import { shapeAnswer } from './shape-answer.ts';

/** Fetches what a plan asks for, and shapes it into the answer that the specification demands. */
export class QueryPlanExecutor implements PlanExecutor {
  async execute(
    operation: PlannedOperation,
    subgraphs: Readonly<Record<string, FetchSubgraph>>,
  ): Promise<ExecutionResult> {
    return shapeAnswer(operation, await fetchData(operation, subgraphs));
  }
}
