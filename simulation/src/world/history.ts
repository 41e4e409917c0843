/** An event in the history, at a virtual time in milliseconds. */
export interface Occurrence {
  readonly atMs: number;
  readonly what: string;
}

/** The history of each order, and of what concerned all orders: kept to explain a violation. */
export class History {
  readonly #clock: () => number;
  readonly #byOrder = new Map<string, Occurrence[]>();
  readonly #common: Occurrence[] = [];
  /** When off, nothing about orders is kept: a run of many orders is faster, and can be replayed. */
  isOn = false;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Notes what concerns one order. */
  note(orderId: string, tell: () => string): void {
    if (!this.isOn) return;
    const what = tell();
    const known = this.#byOrder.get(orderId);
    const occurrence = { atMs: this.#clock(), what };
    if (known === undefined) this.#byOrder.set(orderId, [occurrence]);
    else known.push(occurrence);
  }

  /** Notes what concerns the order that a subject ends with. */
  noteSubject(subject: string, tell: () => string): void {
    if (this.isOn) this.note(subject.slice(subject.lastIndexOf('.') + 1), tell);
  }

  /** Notes what concerns everybody: a crash, a loss. */
  noteForAll(what: string): void {
    this.#common.push({ atMs: this.#clock(), what });
  }

  /** An order's history in lines, with the faults of the servers meanwhile. */
  of(orderId: string): string[] {
    const own = this.#byOrder.get(orderId) ?? [];
    const from = own[0]?.atMs ?? 0;
    const until = own.at(-1)?.atMs ?? Infinity;
    const around = this.#common.filter(({ atMs }) => atMs >= from && atMs <= until);
    return [...own, ...around]
      .sort((a, b) => a.atMs - b.atMs)
      .map(({ atMs, what }) => `${(atMs / 1000).toFixed(3).padStart(10)} s  ${what}`);
  }

  /** The faults of the servers. */
  common(): readonly Occurrence[] {
    return this.#common;
  }
}
