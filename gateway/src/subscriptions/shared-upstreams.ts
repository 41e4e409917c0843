import type { EventStream } from '@cartwright/graph';
import type { ForwardedHeaders } from '../transport/forwarded-headers.ts';
import type { SubgraphResponse } from '../transport/subgraph-transport.ts';
import type { ResumingUpstreamOptions } from './resuming-upstream.ts';
import { SharedUpstream } from './shared-upstream.ts';

/** What is read, and where. */
export interface UpstreamRequest extends ResumingUpstreamOptions {
  readonly subgraph: string;
}

/** The upstreams of one thing: the one that is shared, and those that are on the way to it. */
interface Topic {
  readonly key: string;
  shared: SharedUpstream | undefined;
  readonly joining: Set<SharedUpstream>;
  /** Those of the joining that have not had an event, by what they were opened with. */
  readonly starting: Map<string, SharedUpstream>;
}

/**
 * The upstreams of this process. Subscribers of the same thing share one: the same operation and variables, with the same
 * token, language and currency, so that whoever reads has been let in by the subgraph with just
 * these. Each begins with an upstream of its own, which checks and answers with the state that is present, or with what was
 * missed, and becomes part of the shared one as soon as both have come to the same version. What cannot be resumed has no
 * version and is not shared.
 */
export class SharedUpstreams {
  readonly #topics = new Map<string, Topic>();

  /** The events of a subgraph's subscription; `return()` leaves it. */
  open(request: UpstreamRequest): EventStream<SubgraphResponse> {
    if (!request.operation.canResume) return new SharedUpstream(request, unwatched).read();
    const topic = this.#topic(request);
    const start = JSON.stringify(request.operation.variablesAfter(undefined));
    return (topic.starting.get(start) ?? this.#start(topic, start, request)).read();
  }

  #topic(request: UpstreamRequest): Topic {
    const key = topicKey(request);
    const known = this.#topics.get(key);
    if (known !== undefined) return known;
    const topic: Topic = { key, shared: undefined, joining: new Set(), starting: new Map() };
    this.#topics.set(key, topic);
    return topic;
  }

  #start(topic: Topic, start: string, request: UpstreamRequest): SharedUpstream {
    const begun = (upstream: SharedUpstream) => {
      if (topic.starting.get(start) === upstream) topic.starting.delete(start);
    };
    const upstream = new SharedUpstream(request, {
      onEvent: (one) => {
        begun(one);
        join(topic);
      },
      onEnd: (one) => {
        begun(one);
        this.#forget(topic, one);
      },
    });
    topic.joining.add(upstream);
    topic.starting.set(start, upstream);
    return upstream;
  }

  #forget(topic: Topic, upstream: SharedUpstream): void {
    topic.joining.delete(upstream);
    if (topic.shared === upstream) topic.shared = undefined;
    if (topic.shared === undefined && topic.joining.size === 0) this.#topics.delete(topic.key);
  }
}

const unwatched = { onEvent: () => undefined, onEnd: () => undefined };

/** Makes one of all that have come to the same version. */
function join(topic: Topic): void {
  for (const upstream of [...topic.joining]) {
    if (upstream.version === undefined) continue;
    if (topic.shared === undefined) {
      topic.joining.delete(upstream);
      topic.shared = upstream;
    } else if (topic.shared.version === upstream.version) topic.shared.absorb(upstream);
  }
}

/** All that decides what a subscriber may see and gets, but for the version from which on. */
function topicKey({ subgraph, operation, asker, forwarded }: UpstreamRequest): string {
  const { query, operationName, topicVariables } = operation;
  const who = [asker.viewer, asker.tokenFault, lasting(forwarded)];
  return JSON.stringify([subgraph, query, operationName, Object.entries(topicVariables).sort(), ...who]);
}

/** Headers that say which request it is and where it comes from, for logs, rates and records: nothing is answered by them. */
const ofOneRequest: ReadonlySet<string> = new Set<keyof ForwardedHeaders>([
  'x-request-id',
  'traceparent',
  'x-client-network',
  'user-agent',
]);

/** The forwarded headers that decide what is answered; one that is forwarded some day is one of them unless it is named above. */
function lasting(forwarded: ForwardedHeaders): [string, string][] {
  return Object.entries<string>({ ...forwarded })
    .filter(([name]) => !ofOneRequest.has(name))
    .sort();
}
