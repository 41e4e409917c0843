import type { QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import { httpError } from '../errors/http-error.ts';
import type { FederatedSubscriptions } from '../subscriptions/federated-subscriptions.ts';
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.ts';
import type { Answer } from './answer.ts';
import type { FetchSubgraph, PlanExecutor, PlannedOperation } from './plan-executor.ts';
import type { RequestContext } from './request-context.ts';

/** An operation that is parsed, valid, within the limits, and whose variables fit. */
export interface ValidOperation {
  readonly supergraph: LoadedSupergraph;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly queryHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** What the executor works with. */
export interface OperationExecutorOptions {
  readonly planExecutor: PlanExecutor;
  readonly subgraphs: Readonly<Record<string, FetchSubgraph>>;
  readonly subscriptions: FederatedSubscriptions;
}

/** Plans and executes operations. */
export class OperationExecutor {
  readonly #options: OperationExecutorOptions;

  constructor(options: OperationExecutorOptions) {
    this.#options = options;
  }

  /** Answers a query or mutation; for a subscription leaves its stream in the context's slot. */
  async execute(valid: ValidOperation): Promise<Answer> {
    const { plan, operation, names } = valid.supergraph.plan(valid);
    const planned = { ...valid, plan, names, operation, variables: names.renamed(valid.variables) };
    if (isSubscription(plan)) return this.#subscribe(planned, plan.node);
    return this.#options.planExecutor.execute(planned, this.#options.subgraphs);
  }

  #subscribe(planned: PlannedOperation, node: SubscriptionNode): Answer {
    const slot = planned.context.subscription;
    if (slot === undefined) return { data: undefined, errors: [transportCannotStream()] };
    slot.stream = this.#options.subscriptions.open(planned, node);
    return { data: undefined, errors: [] };
  }
}

function isSubscription(plan: QueryPlan): plan is QueryPlan & { node: SubscriptionNode } {
  return plan.node?.kind === 'Subscription';
}

function transportCannotStream(): GraphQLError {
  return httpError(
    406,
    'Subscriptions need a transport that streams: WebSocket (graphql-transport-ws), "Accept: text/event-stream", ' +
      'or "Accept: multipart/mixed;subscriptionSpec=1.0".',
  );
}
