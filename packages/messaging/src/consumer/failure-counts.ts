const maxEntries = 10_000;

/** How often each message has failed in this process; forgets the oldest when there are too many. */
export class FailureCounts {
  readonly #counts = new Map<string, number>();

  of(messageId: string): number {
    return this.#counts.get(messageId) ?? 0;
  }

  increment(messageId: string): void {
    this.#counts.set(messageId, this.of(messageId) + 1);
    if (this.#counts.size <= maxEntries) return;
    const oldest = this.#counts.keys().next();
    if (!oldest.done) this.#counts.delete(oldest.value);
  }

  clear(messageId: string): void {
    this.#counts.delete(messageId);
  }
}
