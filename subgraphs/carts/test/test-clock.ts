/** A clock that a test sets forward. */
export class TestClock {
  #aheadMs = 0;

  readonly now = (): Date => new Date(Date.now() + this.#aheadMs);

  advanceMinutes(minutes: number): void {
    this.#aheadMs += minutes * 60_000;
  }
}
