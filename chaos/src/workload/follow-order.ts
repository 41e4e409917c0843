import { setTimeout as delay } from 'node:timers/promises';
import { readOrder, type ShopApi } from './shop-api.ts';

/** What a follower saw of one order. */
export interface Seen {
  status: string;
  version: number | undefined;
  /** What should not have been seen. */
  readonly problems: string[];
}

/** How an order is watched, until when, and for how long at most. */
export interface Following {
  readonly api: ShopApi;
  readonly orderId: string;
  readonly isLast: (status: string) => boolean;
  readonly deadline: number;
  readonly seen: Seen;
}

const silenceMs = 15_000;

/** Watches by subscription; after a lost or silent connection subscribes again after the last version seen. */
export async function subscribeToEnd(following: Following): Promise<void> {
  const { api, orderId, isLast, deadline, seen } = following;
  while (!isLast(seen.status)) {
    if (performance.now() > deadline) throw new Error(`The order ${orderId} is still ${seen.status}.`);
    const events = api.follow(orderId, seen.version);
    const reading = events.until(({ orderStatusChanged }) => {
      note(seen, orderStatusChanged);
      return isLast(orderStatusChanged.status);
    });
    await Promise.race([reading, delay(silenceMs)]).catch(() => delay(500));
    void events.close().catch(() => undefined);
    reading.catch(() => undefined);
  }
}

/** A subscriber misses no version and sees none twice. */
function note(seen: Seen, event: { version: number; status: string }): void {
  if (seen.version !== undefined && event.version !== seen.version + 1) {
    seen.problems.push(`saw version ${event.version} (${event.status}) after ${seen.version}`);
  }
  seen.version = event.version;
  seen.status = event.status;
}

/** Watches by asking. */
export async function pollToEnd({ api, orderId, isLast, deadline, seen }: Following): Promise<void> {
  while (!isLast(seen.status)) {
    if (performance.now() > deadline) throw new Error(`The order ${orderId} is still ${seen.status}.`);
    const { version, status } = await readOrder(api, orderId);
    if (seen.version !== undefined && version < seen.version) {
      seen.problems.push(`read version ${version} (${status}) after ${seen.version}`);
    }
    seen.version = version;
    seen.status = status;
    if (!isLast(status)) await delay(500);
  }
}
