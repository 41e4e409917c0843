import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { PlanOperation } from './operation-planner.ts';

/** Plans by Apollo's planner, which plans everything; it is made when it is first needed. */
export function apolloPlanner(supergraph: Supergraph): PlanOperation<never> {
  const apiSchema = supergraph.apiSchema();
  let planner: QueryPlanner | undefined;
  return ({ document, operationName }) => {
    planner ??= new QueryPlanner(supergraph);
    const options = operationName === undefined ? {} : { operationName };
    return planner.buildQueryPlan(operationFromDocument(apiSchema, document, options));
  };
}
