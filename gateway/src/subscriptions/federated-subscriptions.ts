import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { mapStream } from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import type { FetchSubgraph, PlanExecutor, PlannedOperation } from '../execution/plan-executor.ts';
import type { SubgraphResponse, SubgraphTransports } from '../transport/subgraph-transport.ts';
import { upstreamOperation } from './resumable-operation.ts';
import { defaultResumePolicy, ResumingUpstream, type ResumePolicy } from './resuming-upstream.ts';
import type { ResultStream } from './subscription-slot.ts';

/** What subscriptions are made of. */
export interface FederatedSubscriptionsOptions {
  readonly planExecutor: PlanExecutor;
  readonly transports: SubgraphTransports;
  readonly subgraphs: Readonly<Record<string, FetchSubgraph>>;
  readonly logger: Logger;
  readonly policy?: ResumePolicy;
}

/**
 * Subscribes at the subgraph that owns the field and, for each of its events, fetches the rest of the selection
 * from the other subgraphs.
 */
export class FederatedSubscriptions {
  readonly #options: FederatedSubscriptionsOptions;
  /** One for all who subscribe with the same document, so that what is compiled of it is shared, too. */
  readonly #eventPlans = new WeakMap<SubscriptionNode, QueryPlan>();

  constructor(options: FederatedSubscriptionsOptions) {
    this.#options = options;
  }

  /** Opens the upstream; `return()` of the stream closes it. */
  open(operation: PlannedOperation, node: SubscriptionNode): ResultStream {
    const { primary } = node;
    const plan = this.#eventPlan(node);
    const upstream = this.#connect(operation, primary);
    return mapStream(upstream.events, (event) =>
      this.#options.planExecutor.execute({ ...operation, plan }, this.#answeringWith(event, primary)),
    );
  }

  #eventPlan(node: SubscriptionNode): QueryPlan {
    const known = this.#eventPlans.get(node);
    if (known !== undefined) return known;
    const plan = eventPlan(node);
    this.#eventPlans.set(node, plan);
    return plan;
  }

  #connect({ supergraph, variables, context }: PlannedOperation, primary: FetchNode): ResumingUpstream {
    const { transports, logger, policy = defaultResumePolicy } = this.#options;
    const transport = transports[primary.serviceName];
    if (transport === undefined) throw new Error(`No transport to subgraph ${primary.serviceName}.`);
    const names = primary.variableUsages ?? [];
    const used = Object.fromEntries(
      names.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]]] : [])),
    );
    const operation = upstreamOperation(
      { operation: primary.operation, operationName: primary.operationName },
      used,
      supergraph.schema,
    );
    return new ResumingUpstream({ transport, operation, forwarded: context.forwarded, policy, logger });
  }

  /** Answers the plan's fetch of the subscription with the event; every other fetch goes to its subgraph. */
  #answeringWith(event: SubgraphResponse, primary: FetchNode): Readonly<Record<string, FetchSubgraph>> {
    const { subgraphs } = this.#options;
    const owner = subgraphs[primary.serviceName];
    const answer: FetchSubgraph = (request) =>
      request.query === primary.operation || owner === undefined ? Promise.resolve(event) : owner(request);
    return { ...subgraphs, [primary.serviceName]: answer };
  }
}

function eventPlan({ primary, rest }: SubscriptionNode): QueryPlan {
  const node: PlanNode = rest === undefined ? primary : { kind: 'Sequence', nodes: [primary, rest] };
  return { kind: 'QueryPlan', node };
}
