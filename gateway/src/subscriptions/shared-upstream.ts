import type { EventStream } from '@cartwright/graph';
import type { SubgraphResponse } from '../transport/subgraph-transport.ts';
import {
  ResumingUpstream,
  type ResumingUpstreamOptions,
  type UpstreamListener,
} from './resuming-upstream.ts';
import { UpstreamReader, type ReadUpstream } from './upstream-reader.ts';

/** Is told what becomes of an upstream. */
export interface SharedUpstreamWatch {
  /** Its readers have been given an event. */
  readonly onEvent: (upstream: SharedUpstream) => void;
  /** It is over: it has ended, nobody reads it any more, or another has taken its readers. Called once. */
  readonly onEnd: (upstream: SharedUpstream) => void;
}

/** One upstream and all who read it; it is closed when the last of them leaves. */
export class SharedUpstream implements UpstreamListener, ReadUpstream {
  readonly #watch: SharedUpstreamWatch;
  readonly #readers = new Set<UpstreamReader>();
  #connection: ResumingUpstream;
  #version: number | undefined;

  constructor(options: ResumingUpstreamOptions, watch: SharedUpstreamWatch) {
    this.#watch = watch;
    this.#connection = new ResumingUpstream(options, this);
  }

  /** The version that all readers have been given last; undefined before the first event, and when the last one had none. */
  get version(): number | undefined {
    return this.#version;
  }

  /** The events from now on. */
  read(): EventStream<SubgraphResponse> {
    const reader = new UpstreamReader(this);
    this.#readers.add(reader);
    return reader.events;
  }

  /**
   * Takes over the readers of another that has come to the same version, so that none of them misses an event or gets one
   * twice, and its connection instead of its own: the newer one has been heard of most recently.
   */
  absorb(newer: SharedUpstream): void {
    this.#connection.close();
    this.#connection = newer.#connection;
    this.#connection.listener = this;
    for (const reader of newer.#readers) {
      reader.upstream = this;
      this.#readers.add(reader);
    }
    newer.#readers.clear();
    newer.#watch.onEnd(newer);
  }

  event(response: SubgraphResponse, version: number | undefined): void {
    this.#version = version;
    for (const reader of [...this.#readers]) reader.event(response);
    if (this.#readers.size > 0) this.#watch.onEvent(this);
  }

  ended(fault?: Error): void {
    this.#watch.onEnd(this);
    for (const reader of this.#readers) reader.ended(fault);
    this.#readers.clear();
  }

  leave(reader: UpstreamReader): void {
    if (!this.#readers.delete(reader) || this.#readers.size > 0) return;
    this.#connection.close();
    this.#watch.onEnd(this);
  }
}
