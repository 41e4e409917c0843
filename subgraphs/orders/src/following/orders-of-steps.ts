import type { Order, StoredTimelineEntry } from '../order/door.ts';

/** Reads the order of a step, once for all who are told of the step at the same time. */
export class OrdersOfSteps {
  readonly #loading = new WeakMap<StoredTimelineEntry, Promise<Order | null>>();

  /** The order as it is now, and never as it was before the step: a read that is shared began after the step was read. */
  of(step: StoredTimelineEntry, load: (orderId: string) => Promise<Order | null>): Promise<Order | null> {
    const known = this.#loading.get(step);
    if (known !== undefined) return known;
    const loading = load(step.orderId).finally(() => this.#loading.delete(step));
    this.#loading.set(step, loading);
    return loading;
  }
}
