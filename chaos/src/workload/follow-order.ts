import { setTimeout as delay } from 'node:timers/promises';
import { readOrder, type ShopApi } from './shop-api.ts';

/** What a follower saw of one order. */
export interface Seen {
  status: string;
  /** Each version with its status, in the order in which they were seen; a poll that finds nothing new adds none. */
  readonly steps: { readonly version: number; readonly status: string }[];
}

/** How an order is followed, until when, and for how long at most. */
export interface Following {
  readonly api: ShopApi;
  readonly orderId: string;
  readonly isLast: (status: string) => boolean;
  readonly deadline: number;
  readonly seen: Seen;
}

const silenceMs = 15_000;

/** Follows by subscription; after a lost or silent connection it resubscribes after the last version seen. */
export async function subscribeToEnd(following: Following): Promise<void> {
  const { api, orderId, isLast, deadline, seen } = following;
  while (!isLast(seen.status)) {
    if (performance.now() > deadline) throw new Error(`The order ${orderId} is still ${seen.status}.`);
    const events = api.follow(orderId, seen.steps.at(-1)?.version);
    const reading = events.until(({ orderStatusChanged }) => {
      note(seen, orderStatusChanged);
      return isLast(orderStatusChanged.status);
    });
    await Promise.race([reading, delay(silenceMs)]).catch(() => delay(500));
    void events.close().catch(() => undefined);
    reading.catch(() => undefined);
  }
}

function note(seen: Seen, { version, status }: Seen['steps'][number]): void {
  seen.steps.push({ version, status });
  seen.status = status;
}

/** Follows by polling. */
export async function pollToEnd({ api, orderId, isLast, deadline, seen }: Following): Promise<void> {
  while (!isLast(seen.status)) {
    if (performance.now() > deadline) throw new Error(`The order ${orderId} is still ${seen.status}.`);
    const read = await readOrder(api, orderId);
    const known = seen.steps.at(-1);
    if (read.version !== known?.version || read.status !== known.status) note(seen, read);
    if (!isLast(read.status)) await delay(500);
  }
}
