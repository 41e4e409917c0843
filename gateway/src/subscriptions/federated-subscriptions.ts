import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { mapStream, type EventStream } from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import type { FetchSubgraph, PlanExecutor, PlannedOperation } from '../execution/plan-executor.ts';
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.ts';
import type { SubgraphResponse, SubgraphTransports } from '../transport/subgraph-transport.ts';
import { copyOf } from '../execution/copy-of.ts';
import { upstreamOperation, type PrepareUpstream } from './resumable-operation.ts';
import { defaultResumePolicy, type ResumePolicy } from './resuming-upstream.ts';
import { SharedAnswers } from './shared-answers.ts';
import { SharedUpstreams } from './shared-upstreams.ts';
import type { ResultStream } from './subscription-slot.ts';

/** What subscriptions are made of. */
export interface FederatedSubscriptionsOptions {
  readonly planExecutor: PlanExecutor;
  readonly transports: SubgraphTransports;
  readonly subgraphs: Readonly<Record<string, FetchSubgraph>>;
  readonly logger: Logger;
  readonly policy?: ResumePolicy;
}

/** What is the same for all who subscribe with the same document. */
interface PreparedSubscription {
  readonly eventPlan: QueryPlan;
  readonly prepareUpstream: PrepareUpstream;
}

/**
 * Subscribes at the subgraph that owns the field and, for each of its events, fetches the rest of the selection
 * from the other subgraphs: once for all who may share both.
 */
export class FederatedSubscriptions {
  readonly #options: FederatedSubscriptionsOptions;
  readonly #prepared = new WeakMap<SubscriptionNode, PreparedSubscription>();
  readonly #upstreams = new SharedUpstreams();
  readonly #answers = new SharedAnswers();

  constructor(options: FederatedSubscriptionsOptions) {
    this.#options = options;
  }

  /** Reads the upstream, which is opened unless it is open; `return()` of the stream leaves it. */
  open(operation: PlannedOperation, node: SubscriptionNode): ResultStream {
    const { eventPlan, prepareUpstream } = this.#prepare(node, operation.supergraph);
    const { names, variables } = operation;
    const execution = { plan: eventPlan, names, variablesJson: JSON.stringify(variables) };
    // An answer is for all who share it: it is not given up when one of them leaves.
    const shared = { ...operation, plan: eventPlan, context: { ...operation.context, gone: undefined } };
    const events = this.#connect(operation, node.primary, prepareUpstream);
    return mapStream(events, (event) =>
      this.#answers.of(event, execution, () =>
        this.#options.planExecutor.execute(shared, this.#answeringWith(event, node.primary)),
      ),
    );
  }

  #prepare(node: SubscriptionNode, { schema }: LoadedSupergraph): PreparedSubscription {
    const known = this.#prepared.get(node);
    if (known !== undefined) return known;
    const { operation, operationName } = node.primary;
    const prepareUpstream = upstreamOperation({ operation, operationName }, schema);
    const prepared = { eventPlan: eventPlan(node), prepareUpstream };
    this.#prepared.set(node, prepared);
    return prepared;
  }

  #connect(
    { variables, context }: PlannedOperation,
    { serviceName: subgraph, variableUsages: names = [] }: FetchNode,
    prepareUpstream: PrepareUpstream,
  ): EventStream<SubgraphResponse> {
    const { transports, logger, policy = defaultResumePolicy } = this.#options;
    const transport = transports[subgraph];
    if (transport === undefined) throw new Error(`No transport to subgraph ${subgraph}.`);
    const used = names.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]]] : []));
    const operation = prepareUpstream(Object.fromEntries(used) as typeof variables);
    return this.#upstreams.open({
      subgraph,
      asker: { viewer: context.viewer, tokenFault: context.tokenFault },
      forwarded: context.forwarded,
      transport,
      operation,
      policy,
      logger,
    });
  }

  /** Answers the plan's fetch of the subscription with a copy of the event, which others may have, too; every other fetch goes to its subgraph. */
  #answeringWith(event: SubgraphResponse, primary: FetchNode): Readonly<Record<string, FetchSubgraph>> {
    const { subgraphs } = this.#options;
    const owner = subgraphs[primary.serviceName];
    const answer: FetchSubgraph = (request) =>
      request.query === primary.operation || owner === undefined
        ? Promise.resolve(copyOf(event))
        : owner(request);
    return { ...subgraphs, [primary.serviceName]: answer };
  }
}

function eventPlan({ primary, rest }: SubscriptionNode): QueryPlan {
  const node: PlanNode = rest === undefined ? primary : { kind: 'Sequence', nodes: [primary, rest] };
  return { kind: 'QueryPlan', node };
}
