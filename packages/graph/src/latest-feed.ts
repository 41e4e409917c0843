import { EventQueue } from './event-queue.ts';
import type { EventStream } from './event-stream.ts';

/** What decides what a feed tells. */
export interface LatestFeedOptions<Mark> {
  /** Whether it is worth telling when a subject was told of with one mark and has another now. */
  readonly isNews: (told: Mark, now: Mark) => boolean;
  /** Called once the subscriber has left. */
  readonly onLeave: () => void;
}

/** What one subscriber is told: how each subject is, then what is news of it. Who reads slowly is told of the latest alone. */
export class LatestFeed<Value, Mark> {
  readonly #told = new Map<string, Mark>();
  readonly #waiting = new Map<string, { readonly value: Value; readonly mark: Mark }>();
  readonly #queue: EventQueue<Value>;
  readonly #isNews: LatestFeedOptions<Mark>['isNews'];
  #isFinishing = false;

  constructor({ isNews, onLeave }: LatestFeedOptions<Mark>) {
    this.#isNews = isNews;
    this.#queue = new EventQueue({ onReturn: onLeave, onWaiting: () => this.#tellNext() });
  }

  get events(): EventStream<Value> {
    return this.#queue;
  }

  /** Tells how a subject is, unless its mark is no news after what was told before. */
  tell(subject: string, value: Value, mark: Mark): void {
    const told = this.#told.get(subject);
    if (told !== undefined && !this.#isNews(told, mark)) this.#waiting.delete(subject);
    else this.#waiting.set(subject, { value, mark });
    if (this.#queue.isAwaited) this.#tellNext();
  }

  /** Ends the feed for its subscriber at once: what waits to be told is not told any more. */
  end(): void {
    this.#queue.end();
  }

  /** Ends the feed once what waits has been told. */
  finish(): void {
    this.#isFinishing = true;
    this.#endIfAllIsTold();
  }

  #tellNext(): void {
    const [next] = this.#waiting;
    if (next === undefined) return;
    const [subject, { value, mark }] = next;
    this.#waiting.delete(subject);
    this.#told.set(subject, mark);
    this.#queue.push(value);
    this.#endIfAllIsTold();
  }

  #endIfAllIsTold(): void {
    if (this.#isFinishing && this.#waiting.size === 0) this.#queue.end();
  }
}
