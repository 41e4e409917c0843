import type { Observation } from '@cartwright/invariants';
import type { StoredTimelineEntry } from '@cartwright/orders';
import type { Store } from '../run/store.ts';

const final: ReadonlySet<string> = new Set(['CANCELLED', 'DELIVERED']);
const decided: ReadonlySet<string> = new Set([...final, 'CONFIRMED', 'SHIPPED']);

/** Follows one order as an app does: subscribes, loses the connection, resubscribes after the last version seen. */
export class Follower {
  readonly #store: Store;
  readonly #orderId: string;
  readonly #subscriber: string;
  readonly #steps: { readonly version: number; readonly status: string }[] = [];
  readonly #decided: ((status: string) => void)[] = [];
  #hasLeft = false;
  #disconnect: () => void = () => undefined;

  constructor(store: Store, orderId: string, subscriber: string) {
    this.#store = store;
    this.#orderId = orderId;
    this.#subscriber = subscriber;
    void this.#follow();
  }

  get observation(): Observation {
    const isComplete = !this.#hasLeft;
    return { subscriber: this.#subscriber, orderId: this.#orderId, steps: this.#steps, isComplete };
  }

  /** Resolves with the status once the order stands or is cancelled. */
  untilDecided(): Promise<string> {
    return new Promise((resolve) => {
      this.#decided.push(resolve);
      this.#announce();
    });
  }

  #announce(): void {
    const { status } = this.#steps.at(-1) ?? {};
    if (status === undefined || !decided.has(status)) return;
    for (const resolve of this.#decided.splice(0)) resolve(status);
  }

  async #follow(): Promise<void> {
    const { world } = this.#store.site;
    while (!this.#hasLeft && !final.has(this.#steps.at(-1)?.status ?? '')) {
      const { running } = world.random.pick(this.#store.ordersReplicas);
      if (running !== undefined) await this.#stay(running);
      await world.wait(world.random.integer(100, 3000));
    }
  }

  /** One connection, until it breaks. */
  async #stay({ process, api }: NonNullable<Store['ordersReplicas'][number]['running']>): Promise<void> {
    const { world } = this.#store.site;
    const broken = Promise.withResolvers<undefined>();
    this.#disconnect = () => broken.resolve(undefined);
    process.onDeath(this.#disconnect);
    world.schedule(world.random.integer(1000, 120_000), this.#disconnect);
    const feed = api.follow(this.#orderId, this.#steps.at(-1)?.version ?? 0);
    for (;;) {
      const result = await Promise.race([feed.next(), broken.promise]);
      if (result === undefined || result.done === true) break;
      this.#see(result.value);
    }
    await Promise.race([feed.return(), broken.promise]);
  }

  #see({ version, status }: StoredTimelineEntry): void {
    this.#steps.push({ version, status });
    this.#announce();
    if (status === 'CONFIRMED') this.#leaveSoon();
  }

  /** Most who have seen the confirmation put the app away; some stay to the end. */
  #leaveSoon(): void {
    const { world } = this.#store.site;
    if (!world.random.chance(0.85)) return;
    world.schedule(world.random.integer(0, 20_000), () => {
      this.#hasLeft = true;
      this.#disconnect();
    });
  }
}
