/**
 * How long a place that nobody has told of may still be taken, in milliseconds. The number is given within the last statement of a
 * transaction, with which it commits; that may still wait for a lock then, for as long as a statement may take (20 s).
 */
export const openForMs = 25_000;
/** More places than transactions may be about to commit. */
const mostOpen = 1000;

/** Which places of the outbox a relay knows: while one before the last is open, another replica may have written there. */
export class OutboxPlaces {
  #first: number | undefined;
  #next = 0;
  readonly #openSince = new Map<number, number>();

  /** Takes note of a message that is published now. */
  note(seq: number, nowMs: number): void {
    if (this.#first === undefined) {
      this.#first = seq;
      this.#next = seq;
    }
    this.#openSince.delete(seq);
    for (let open = Math.max(this.#next, seq - mostOpen); open < seq; open += 1)
      this.#openSince.set(open, nowMs);
    this.#next = Math.max(this.#next, seq + 1);
  }

  /** Whether the message at that place was noted. */
  isKnown(seq: number): boolean {
    return this.#first !== undefined && seq >= this.#first && seq < this.#next && !this.#openSince.has(seq);
  }

  /** Whether a message may have been written before one that was noted, without being known. */
  hasOpen(nowMs: number): boolean {
    for (const [seq, sinceMs] of this.#openSince) {
      if (nowMs - sinceMs < openForMs) break;
      this.#openSince.delete(seq);
    }
    return this.#openSince.size > 0;
  }
}
