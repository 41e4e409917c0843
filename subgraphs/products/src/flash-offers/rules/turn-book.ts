/** Leave to order so many pieces of an offer before those who still wait. */
export interface Admission {
  readonly buyer: string;
  readonly pieces: number;
}

/** The queue of an offer, as far as some buyers are concerned. */
export interface OpenQueue {
  readonly offerId: string;
  /** Whether anybody waits: then none but the admitted buy. */
  readonly isAwaited: boolean;
  /** How many pieces all admissions hold; looked at while nobody waits. */
  readonly admitted: number;
  /** Those of the buyers in question. */
  readonly admissions: readonly Admission[];
}

/** An admission that an order uses up. */
export interface UsedAdmission {
  readonly offerId: string;
  readonly customerId: string;
  readonly orderId: string;
}

/** Whose turn it is of some offers, while orders use admissions one after the other. */
export class TurnBook {
  readonly #queues: ReadonlyMap<string, OpenQueue>;
  readonly #admissions = new Map<string, number>();
  readonly #admitted = new Map<string, number>();
  readonly #used: UsedAdmission[] = [];

  constructor(queues: readonly OpenQueue[]) {
    this.#queues = new Map(queues.map((queue) => [queue.offerId, queue]));
    for (const { offerId, admitted, admissions } of queues) {
      this.#admitted.set(offerId, admitted);
      for (const { buyer, pieces } of admissions) this.#admissions.set(keyOf(offerId, buyer), pieces);
    }
  }

  /** The admissions that orders have used. */
  get used(): readonly UsedAdmission[] {
    return this.#used;
  }

  /** How many pieces a buyer may order now: what they are admitted to, or, while nobody waits, what no admission holds. */
  allowedTo({ offerId, buyer, left }: Turn & { readonly left: number }): number {
    const own = buyer === null ? undefined : this.#admissions.get(keyOf(offerId, buyer));
    if (own !== undefined) return own;
    const isAwaited = this.#queues.get(offerId)?.isAwaited ?? false;
    return isAwaited ? 0 : Math.max(0, left - (this.#admitted.get(offerId) ?? 0));
  }

  /** Notes an order; an admission is for one. */
  use({ offerId, buyer, orderId }: Turn & { readonly orderId: string }): void {
    if (buyer === null) return;
    const key = keyOf(offerId, buyer);
    const pieces = this.#admissions.get(key);
    if (pieces === undefined) return;
    this.#admissions.delete(key);
    this.#admitted.set(offerId, (this.#admitted.get(offerId) ?? 0) - pieces);
    this.#used.push({ offerId, customerId: buyer, orderId });
  }
}

interface Turn {
  readonly offerId: string;
  readonly buyer: string | null;
}

function keyOf(offerId: string, buyer: string): string {
  return `${offerId} ${buyer}`;
}
