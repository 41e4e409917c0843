import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';

/** An operation to be planned: of a valid document, without introspection. */
export interface PlannedDocument {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
}

/** Plans operations of one supergraph; undefined for one that it leaves to another planner. @throws when there is no plan */
export type PlanOperation<Leaves = undefined> = (operation: PlannedDocument) => QueryPlan | Leaves;
