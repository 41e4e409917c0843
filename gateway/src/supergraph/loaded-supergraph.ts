import { createHash } from 'node:crypto';
import { operationFromDocument, Supergraph, type Schema } from '@apollo/federation-internals';
import { withScalars } from '@cartwright/graph';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';

/** An operation as a client sent it, parsed and validated. */
export interface PlannableOperation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** Hash of the source text; with the operation's name it is the key of the plan cache. */
  readonly queryHash: string;
}

/**
 * One composed supergraph, ready to plan. Immutable: a reload makes another one, and requests keep the one that they
 * started with.
 */
export interface LoadedSupergraph {
  /** SHA-256 of the SDL. */
  readonly id: string;
  readonly sdl: string;
  readonly subgraphNames: readonly string[];
  /** What clients see and are validated against, with scalars that read their input as the subgraphs do. */
  readonly schema: GraphQLSchema;
  /** The same, to shape answers by: Apollo Server puts resolvers of its own into the fields of the one that it is given. */
  readonly answerSchema: GraphQLSchema;
  /** With the join directives and what clients do not see: what the data of a plan is typed by. */
  readonly supergraphSchema: GraphQLSchema;
  /** @throws GraphQLError when the operation cannot be planned */
  plan(operation: PlannableOperation): QueryPlan;
}

const maxCachedPlans = 1000;

/** Builds a supergraph from its SDL. @throws when the SDL is not a valid supergraph */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl, { validateSupergraph: true });
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  const plans = new LRUCache<string, QueryPlan, PlannableOperation>({
    max: maxCachedPlans,
    memoMethod: (_key, _stale, { context: operation }) => buildPlan(planner, apiSchema, operation),
  });
  return {
    id: createHash('sha256').update(sdl).digest('hex'),
    sdl,
    subgraphNames: supergraph.subgraphsMetadata().map(({ name }) => name),
    schema: withScalars(apiSchema.toGraphQLJSSchema()),
    answerSchema: apiSchema.toGraphQLJSSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    plan: (operation) => plans.memo(planKey(operation), { context: operation }),
  };
}

function planKey({ queryHash, operationName }: PlannableOperation): string {
  return operationName === undefined ? queryHash : `${queryHash}:${operationName}`;
}

function buildPlan(planner: QueryPlanner, apiSchema: Schema, operation: PlannableOperation): QueryPlan {
  const { document, operationName } = operation;
  return planner.buildQueryPlan(
    operationFromDocument(apiSchema, document, operationName === undefined ? {} : { operationName }),
  );
}
