import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql';
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.ts';
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts';
import type { RequestContext } from './request-context.ts';

/** Asks one subgraph. Never rejects. */
export type FetchSubgraph = (request: SubgraphRequest) => Promise<SubgraphResponse>;

/** A plan with all that is needed to execute it; the document and the variables have the names that the plan has. */
export interface PlannedOperation {
  readonly supergraph: LoadedSupergraph;
  readonly plan: QueryPlan;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** Executes the plan of a query or mutation, or of one event of a subscription, and shapes the answer. */
export interface PlanExecutor {
  execute(
    operation: PlannedOperation,
    subgraphs: Readonly<Record<string, FetchSubgraph>>,
  ): Promise<ExecutionResult>;
}
