import type { QueryPlan } from '@apollo/query-planner';
import type { OperationDefinitionNode } from 'graphql';
import type { ClientNames } from '../supergraph/client-names.ts';
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.ts';
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts';
import type { Answer } from './answer.ts';
import type { RequestContext } from './request-context.ts';

/** Asks one subgraph. Never rejects. What it resolves to is the caller's own, who merges it with what others give. */
export type FetchSubgraph = (request: SubgraphRequest) => Promise<SubgraphResponse>;

/** A plan with all that is needed to execute it; the operation and the variables have the names that the plan has. */
export interface PlannedOperation {
  readonly supergraph: LoadedSupergraph;
  readonly plan: QueryPlan;
  readonly names: ClientNames;
  /** The operation of `names.document`. */
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** Executes the plan of a query or mutation, or of one event of a subscription, and writes the answer. */
export interface PlanExecutor {
  execute(operation: PlannedOperation, subgraphs: Readonly<Record<string, FetchSubgraph>>): Promise<Answer>;
}
