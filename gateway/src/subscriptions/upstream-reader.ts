import { EventQueue } from '@cartwright/graph';
import type { SubgraphResponse } from '../transport/subgraph-transport.ts';
import { interrupted, type UpstreamListener } from './resuming-upstream.ts';

/** Events that may wait while the rest of earlier ones is fetched from other subgraphs, or the client is slow. */
const maxWaitingEvents = 1_000;

/** Where a reader reads. */
export interface ReadUpstream {
  /** Takes back what the reader was given; called once. */
  leave(reader: UpstreamReader): void;
}

/** One subscriber's queue of an upstream's events. A subscriber who does not keep up is interrupted, and holds up nobody. */
export class UpstreamReader implements UpstreamListener {
  readonly events: EventQueue<SubgraphResponse> = new EventQueue({
    onReturn: () => this.upstream.leave(this),
  });
  /** Changes when what it reads becomes part of another upstream. */
  upstream: ReadUpstream;

  constructor(upstream: ReadUpstream) {
    this.upstream = upstream;
  }

  event(response: SubgraphResponse): void {
    if (this.events.size < maxWaitingEvents) {
      this.events.push(response);
      return;
    }
    this.upstream.leave(this);
    this.events.fail(interrupted());
  }

  ended(fault?: Error): void {
    if (fault === undefined) this.events.end();
    else this.events.fail(fault);
  }
}
