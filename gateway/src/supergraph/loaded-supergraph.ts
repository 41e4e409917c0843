import { createHash } from 'node:crypto';
import { Supergraph } from '@apollo/federation-internals';
import { withCurrencies, withScalars } from '@cartwright/graph';
import type { QueryPlan } from '@apollo/query-planner';
import {
  getOperationAST,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { cacheHints, type CacheHints } from '../response-cache/cache-hints.ts';
import { apolloPlanner } from './apollo-planner.ts';
import { clientNames, type ClientNames } from './client-names.ts';
import { dataDocument } from './data-document.ts';
import { expectedReferences } from './expected-references.ts';
import { keyFields } from './key-fields.ts';
import { listSizes } from './list-sizes.ts';
import type { PlanOperation } from './operation-planner.ts';
import { rustPlanner } from './rust-planner.ts';

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
  /** With the join directives and what clients do not see: what the data of a plan is typed by. */
  readonly supergraphSchema: GraphQLSchema;
  /** `Type.field` of the references whose entities should exist. */
  readonly expectedReferences: ReadonlySet<string>;
  /** How many items the lists without a page size are assumed to hold, by `Type.field`. */
  readonly listSizes: ReadonlyMap<string, number>;
  /** What may be kept of answers. */
  readonly cacheHints: CacheHints;
  /** @throws GraphQLError when the operation cannot be planned */
  plan(operation: PlannableOperation): OperationPlan;
}

/** A plan, and the operation that it is for. */
export interface OperationPlan {
  readonly plan: QueryPlan;
  /** The operation of `names.document`. */
  readonly operation: OperationDefinitionNode;
  readonly names: ClientNames;
}

const maxCachedPlans = 1000;

/**
 * Builds a supergraph from its SDL. Somebody else's is planned by Apollo's planner alone.
 * @throws when the SDL is not a valid supergraph
 */
export function loadSupergraph(sdl: string, { isOurs = true } = {}): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl, { validateSupergraph: true });
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const planOperation = inTurn(isOurs ? rustPlanner(sdl, schema) : undefined, apolloPlanner(supergraph));
  const document = parse(sdl, { noLocation: true });
  const keys = keyFields(document);
  const plans = new LRUCache<string, OperationPlan, PlannableOperation>({
    max: maxCachedPlans,
    memoMethod: (_key, _stale, { context: operation }) => buildPlan(planOperation, keys, operation),
  });
  return {
    id: createHash('sha256').update(sdl).digest('hex'),
    sdl,
    subgraphNames: supergraph.subgraphsMetadata().map(({ name }) => name),
    schema: withCurrencies(withScalars(schema)),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    expectedReferences: expectedReferences(document),
    listSizes: listSizes(document),
    cacheHints: cacheHints(document),
    plan: (operation) => plans.memo(planKey(operation), { context: operation }),
  };
}

function planKey({ queryHash, operationName }: PlannableOperation): string {
  return operationName === undefined ? queryHash : `${queryHash}:${operationName}`;
}

/** The first planner that does not leave the operation to the next. */
function inTurn(first: PlanOperation | undefined, next: PlanOperation<never>): PlanOperation<never> {
  return (operation) => first?.(operation) ?? next(operation);
}

function buildPlan(
  planOperation: PlanOperation<never>,
  keys: ReadonlySet<string>,
  { document, operationName }: PlannableOperation,
): OperationPlan {
  const names = clientNames(document, keys);
  const operation = getOperationAST(names.document, operationName);
  if (operation == null) throw new Error('The document has no such operation.');
  const plan = planOperation({ document: dataDocument(names.document), operationName });
  return { plan, operation, names };
}
