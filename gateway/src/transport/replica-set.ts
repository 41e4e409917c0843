/** How long a replica that failed is only tried after all others. */
const cooldownMs = 1_000;

/** Balances over a subgraph's replicas: round robin, those that failed a moment ago last. */
export class ReplicaSet<Replica> {
  readonly #replicas: readonly Replica[];
  readonly #coolingDownUntil = new Map<Replica, number>();
  readonly #now: () => number;
  #turn = 0;

  constructor(replicas: readonly Replica[], now: () => number = () => performance.now()) {
    if (replicas.length === 0) throw new Error('A subgraph needs at least one replica.');
    this.#replicas = replicas;
    this.#now = now;
  }

  get all(): readonly Replica[] {
    return this.#replicas;
  }

  /** Every replica once, in the order in which to try them. */
  inOrder(): Replica[] {
    const start = this.#turn++ % this.#replicas.length;
    const rotated = [...this.#replicas.slice(start), ...this.#replicas.slice(0, start)];
    if (this.#coolingDownUntil.size === 0) return rotated;
    return [
      ...rotated.filter((one) => !this.#isCoolingDown(one)),
      ...rotated.filter((one) => this.#isCoolingDown(one)),
    ];
  }

  /** Notes that a replica failed: it comes last for a second. */
  markFailed(replica: Replica): void {
    this.#coolingDownUntil.set(replica, this.#now() + cooldownMs);
  }

  /** Notes that a replica answered: it takes its turn again. */
  markHealthy(replica: Replica): void {
    this.#coolingDownUntil.delete(replica);
  }

  #isCoolingDown(replica: Replica): boolean {
    return (this.#coolingDownUntil.get(replica) ?? 0) > this.#now();
  }
}
