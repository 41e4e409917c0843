const defaultRestMs = 1000;

/** Hands out a subgraph's replicas in turn, those that just failed last. */
export class ReplicaSet<Replica> {
  readonly #replicas: readonly Replica[];
  readonly #restingUntil = new Map<Replica, number>();
  readonly #now: () => number;
  readonly #restMs: number;
  #turn = 0;

  constructor(replicas: readonly Replica[], { now = () => performance.now(), restMs = defaultRestMs } = {}) {
    if (replicas.length === 0) throw new Error('A subgraph needs at least one replica.');
    this.#replicas = replicas;
    this.#now = now;
    this.#restMs = restMs;
  }

  get all(): readonly Replica[] {
    return this.#replicas;
  }

  /** Every replica once, in the order in which to try them. */
  inTurn(): Replica[] {
    const start = this.#turn++ % this.#replicas.length;
    const rotated = [...this.#replicas.slice(start), ...this.#replicas.slice(0, start)];
    if (this.#restingUntil.size === 0) return rotated;
    return [...rotated.filter((one) => !this.#rests(one)), ...rotated.filter((one) => this.#rests(one))];
  }

  /** Lets a replica that could not be reached rest for a moment. */
  rest(replica: Replica): void {
    this.#restingUntil.set(replica, this.#now() + this.#restMs);
  }

  /** Takes a replica that answered back into the turn. */
  revive(replica: Replica): void {
    this.#restingUntil.delete(replica);
  }

  #rests(replica: Replica): boolean {
    return (this.#restingUntil.get(replica) ?? 0) > this.#now();
  }
}
