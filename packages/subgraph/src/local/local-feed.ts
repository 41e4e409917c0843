import { subscribeAfresh, type EventStream } from '@cartwright/graph';
import { tokenFaultError, type WatchToken } from '@cartwright/identity';
import type { SubgraphRequest } from '@cartwright/process';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import { maskErrors } from '../mask-errors.ts';
import { prepareRepeated, type RepeatedAnswering } from '../prepare-repeated.ts';
import type { LocalAnswer, LocalCall, LocalEnd, LocalObserver } from './local-subgraph.ts';

/** What feeds are made from. */
export interface FeedParts extends RepeatedAnswering {
  readonly watchToken: WatchToken;
}

/** A subscription that is asked for. */
export interface AskedFeed {
  readonly call: LocalCall;
  readonly request: SubgraphRequest;
  readonly observer: LocalObserver;
  /** Told once it is over, however that came. */
  readonly onOver: (feed: LocalFeed) => void;
}

/** One subscription of the same process, under the rules of a WebSocket: it ends with its token, and errors are masked. */
export class LocalFeed {
  readonly #asked: AskedFeed;
  #isOver = false;
  #stream: EventStream<ExecutionResult> | undefined;
  #unwatch: () => void = () => undefined;

  constructor(asked: AskedFeed, parts: FeedParts) {
    this.#asked = asked;
    // Whoever asks has to know of the feed before it can end.
    queueMicrotask(() => void this.#follow(parts));
  }

  /** Ends it without a word. */
  leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#unwatch();
    void this.#stream?.return().catch(() => undefined); // it is over in any case
    this.#asked.onOver(this);
  }

  /** Ends it, and says why. */
  end(end: LocalEnd): void {
    if (this.#isOver) return;
    this.leave();
    this.#asked.observer.ended(end);
  }

  async #follow(parts: FeedParts): Promise<void> {
    try {
      await this.#open(parts);
    } catch (error) {
      this.end({ kind: 'lost', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  async #open({ watchToken, ...answering }: FeedParts): Promise<void> {
    const { call, request, observer } = this.#asked;
    const { viewer, tokenFault } = call.asker;
    if (tokenFault === 'UNVERIFIABLE') throw tokenFaultError(tokenFault);
    const prepared = await prepareRepeated(call, { viewer, tokenFault, request }, answering);
    if (!('compiled' in prepared)) this.end({ kind: 'refused', errors: this.#masked(prepared) });
    if (this.#isOver || !('compiled' in prepared)) return;
    observer.connected();
    this.#unwatch = watchToken(viewer, (tokenEnd) =>
      this.end({ kind: 'refused', errors: this.#masked([tokenFaultError(tokenEnd)]) }),
    );
    const events = await subscribeAfresh(prepared);
    if (Symbol.asyncIterator in events) return this.#read(events);
    this.#tell(events);
    this.end({ kind: 'completed' });
  }

  async #read(events: EventStream<ExecutionResult>): Promise<void> {
    this.#stream = events;
    if (this.#isOver) await events.return();
    for await (const event of events) this.#tell(event);
    this.end({ kind: 'completed' });
  }

  #tell({ data, errors }: ExecutionResult): void {
    if (this.#isOver) return;
    const answer: LocalAnswer = {
      ...(data !== undefined && { data }),
      ...(errors && { errors: this.#masked(errors) }),
    };
    this.#asked.observer.event(answer);
  }

  #masked(errors: readonly unknown[]): GraphQLFormattedError[] {
    return maskErrors(errors, this.#asked.request);
  }
}
