import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { PlanOperation } from './operation-planner.ts';

/** Plans by Apollo's planner, which plans everything; it takes a tenth of a second to make, which no request waits for. */
export function apolloPlanner(supergraph: Supergraph): PlanOperation<never> {
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  return ({ document, operationName }) => {
    const options = operationName === undefined ? {} : { operationName };
    return planner.buildQueryPlan(operationFromDocument(apiSchema, document, options));
  };
}
