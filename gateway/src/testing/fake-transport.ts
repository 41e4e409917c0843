import type { UpstreamOperation } from '../subscriptions/resumable-operation.ts';
import type {
  SubgraphRequest,
  SubgraphTransport,
  UpstreamObserver,
} from '../transport/subgraph-transport.ts';

/** A subscription that was opened at a subgraph. */
export interface FakeUpstream {
  readonly request: SubgraphRequest;
  readonly observer: UpstreamObserver;
  isClosed: boolean;
}

/** A transport whose subscriptions the test speaks for. */
export class FakeTransport implements SubgraphTransport {
  /** In the order in which they were opened. */
  readonly opened: FakeUpstream[] = [];
  execute = () => Promise.resolve({});
  health = () => Promise.resolve({ isReady: true });
  close = () => Promise.resolve();

  subscribe(request: SubgraphRequest, observer: UpstreamObserver): () => void {
    const upstream = { request, observer, isClosed: false };
    this.opened.push(upstream);
    return () => (upstream.isClosed = true);
  }

  /** The one that was opened last. */
  get latest(): FakeUpstream {
    const upstream = this.opened.at(-1);
    if (upstream === undefined) throw new Error('nothing was opened');
    return upstream;
  }

  /** Those that have not been closed. */
  get open(): FakeUpstream[] {
    return this.opened.filter(({ isClosed }) => !isClosed);
  }
}

/** A subscription whose events are `{ version }`. */
export function versionedOperation(canResume = true, initial?: number): UpstreamOperation {
  return {
    query: 'subscription { a }',
    operationName: undefined,
    canResume,
    versionOf: ({ version }) => (canResume ? (version as number | undefined) : undefined),
    topicVariables: { a: 1 },
    variablesAfter: (version) => ({ version: version ?? initial }),
  };
}
