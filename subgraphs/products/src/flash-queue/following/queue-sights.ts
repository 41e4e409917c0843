import type { QueueSight } from '../rules/queue-sight.ts';

/** Reads the queue of an offer; null when there is no such offer. */
export type ReadQueue = (offerId: string) => Promise<QueueSight | null>;

/** Older than that a queue is read again. */
const freshMs = 500;
/** A queue that nobody asks for is forgotten. */
const keptMs = 10_000;

/** One queue, read once for all who ask at the same time. */
class SeenQueue {
  readonly #read: () => Promise<QueueSight | null>;
  #running: Promise<QueueSight | null> | null = null;
  #next: Promise<QueueSight | null> | null = null;
  #seen: QueueSight | null = null;
  askedAt = new Date(0);

  constructor(read: () => Promise<QueueSight | null>) {
    this.#read = read;
  }

  /** As it was half a second ago at most. */
  recent(now: Date): Promise<QueueSight | null> {
    this.askedAt = now;
    const seen = this.#seen;
    if (seen !== null && now.getTime() - seen.at.getTime() < freshMs) return Promise.resolve(seen);
    return this.#running ?? this.#begin();
  }

  /** Read after this was asked, so that it has all that is stored by now. */
  after(now: Date): Promise<QueueSight | null> {
    this.askedAt = now;
    if (this.#running === null) return this.#begin();
    this.#next ??= this.#running
      .catch(() => null)
      .then(() => {
        this.#next = null;
        return this.#begin();
      });
    return this.#next;
  }

  #begin(): Promise<QueueSight | null> {
    const reading = this.#readOnce();
    this.#running = reading;
    return reading;
  }

  async #readOnce(): Promise<QueueSight | null> {
    try {
      this.#seen = await this.#read();
      return this.#seen;
    } finally {
      this.#running = null;
    }
  }
}

/** The queues that somebody of this process asks for. */
export class QueueSights {
  readonly #read: ReadQueue;
  readonly #now: () => Date;
  readonly #queues = new Map<string, SeenQueue>();

  constructor(read: ReadQueue, now: () => Date) {
    this.#read = read;
    this.#now = now;
  }

  /** The queue of an offer as it was half a second ago at most. */
  recent(offerId: string): Promise<QueueSight | null> {
    return this.#queueOf(offerId).recent(this.#now());
  }

  /** The queue of an offer with all that is stored by now. */
  after(offerId: string): Promise<QueueSight | null> {
    return this.#queueOf(offerId).after(this.#now());
  }

  /** Forgets what nobody has asked for lately. */
  trim(): void {
    const before = this.#now().getTime() - keptMs;
    for (const [offerId, { askedAt }] of this.#queues)
      if (askedAt.getTime() < before) this.#queues.delete(offerId);
  }

  #queueOf(offerId: string): SeenQueue {
    const queue = this.#queues.get(offerId) ?? new SeenQueue(() => this.#read(offerId));
    this.#queues.set(offerId, queue);
    return queue;
  }
}
