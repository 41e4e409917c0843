import { streamOf } from '@cartwright/events';
import { makeRoom } from './make-room.ts';
import { openForMs, OutboxPlaces } from './outbox-places.ts';
import { isStreamMissing, publishAll, type Published } from './publish-all.ts';
import type { OutboxEntry } from './relay-store.ts';
import type { RelayWork } from './relay-work.ts';
import { repairStream } from './repair-stream.ts';
import { isStoreFull } from './store-failure.ts';

const batchSize = 500;
/** What is handed over beyond that is read from the outbox. */
const mostHanded = 2000;

/**
 * Publishes the outbox while a relay holds its lock. What this process has committed is handed over and published without being
 * read; the outbox is read where something may be in it that nobody has handed over, so that messages go out in the order in which
 * they were written. What JetStream has taken is marked later, in one statement: what a crash leaves unmarked is published again
 * under its message id.
 */
export class Publisher {
  readonly #work: RelayWork;
  readonly #nowMs: () => number;
  readonly #places = new OutboxPlaces();
  /** Until then it reads the outbox each time: a place that was taken before it began may be open for so long. */
  readonly #readsUntilMs: number;
  #handed: OutboxEntry[] = [];
  #unmarked: Published[] = [];
  #unmarkedSinceMs = 0;
  #mustRead = true;

  constructor(work: RelayWork, nowMs: () => number) {
    this.#work = work;
    this.#nowMs = nowMs;
    this.#readsUntilMs = nowMs() + openForMs;
  }

  /** Takes what this process has committed. */
  hand(entries: readonly OutboxEntry[]): void {
    this.#handed.push(...entries);
    if (this.#handed.length <= mostHanded) return;
    this.#handed = [];
    this.#mustRead = true;
  }

  /** Has the next round read the outbox. */
  read(): void {
    this.#mustRead = true;
  }

  /** By when what JetStream has taken is to be marked if it may wait for so long; Infinity when all is marked. */
  markBefore(waitMs: number): number {
    return this.#unmarked.length > 0 ? this.#unmarkedSinceMs + waitMs : Infinity;
  }

  /**
   * Publishes a batch; repairs the stream when the batch shows that it is gone or that it lost its tail.
   * @returns how many messages there were to publish
   * @throws the error for which JetStream did not accept a message
   */
  async publish(): Promise<number> {
    const entries = await this.#take();
    if (entries.length === 0) return 0;
    const { taken, failure } = await publishAll(this.#work, entries);
    if (this.#unmarked.length === 0) this.#unmarkedSinceMs = this.#nowMs();
    this.#unmarked.push(...taken);
    if (failure !== undefined) await this.#recover(failure);
    if (this.#unmarked.length >= batchSize) await this.mark();
    return entries.length;
  }

  /** Marks what JetStream has taken; repairs the stream where it gave numbers that it had given before. */
  async mark(): Promise<void> {
    const marking = this.#unmarked;
    if (marking.length === 0) return;
    this.#unmarked = [];
    const published = marking.map(({ entry, ack }) => ({ id: entry.id, seq: ack.seq }));
    const { store, domain } = this.#work;
    const highest = Math.max(...published.map(({ seq }) => seq));
    const before = await store.markPublished(streamOf(domain), published, highest);
    const reused = reusedAt(marking, before);
    if (reused === undefined) return;
    this.#mustRead = true;
    await repairStream({ ...this.#work, above: reused - 1 });
  }

  async #take(): Promise<OutboxEntry[]> {
    const nowMs = this.#nowMs();
    const handed = this.#takeHanded();
    for (const { seq } of handed) this.#places.note(seq, nowMs);
    const mustRead = this.#mustRead || nowMs < this.#readsUntilMs || this.#places.hasOpen(nowMs);
    if (!mustRead || (handed.length === 0 && !this.#mustRead)) return handed;
    return this.#readBatch();
  }

  async #readBatch(): Promise<OutboxEntry[]> {
    await this.mark();
    this.#mustRead = false;
    const entries = await this.#work.store.unpublished(batchSize);
    if (entries.length === batchSize) this.#mustRead = true;
    for (const { seq } of entries) this.#places.note(seq, this.#nowMs());
    return entries;
  }

  /** Without those that were read from the outbox before they were handed over. */
  #takeHanded(): OutboxEntry[] {
    const handed = this.#handed.filter(({ seq }) => !this.#places.isKnown(seq));
    this.#handed = [];
    return handed.sort((a, b) => a.seq - b.seq);
  }

  async #recover(failure: Error): Promise<void> {
    this.#mustRead = true;
    await this.mark();
    if (isStreamMissing(failure)) return repairStream(this.#work);
    if (isStoreFull(failure)) await makeRoom(this.#work);
    throw failure;
  }
}

/** The lowest sequence that one of these messages got although the stream had already been past it. */
function reusedAt(published: readonly Published[], before: number): number | undefined {
  let highest = before;
  let reused = Infinity;
  for (const { ack } of published) {
    if (!ack.duplicate && ack.seq <= highest) reused = Math.min(reused, ack.seq);
    highest = Math.max(highest, ack.seq);
  }
  return reused < Infinity ? reused : undefined;
}
