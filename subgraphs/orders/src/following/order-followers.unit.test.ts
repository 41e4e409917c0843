import { createLogger, createLoop } from '@cartwright/process';
import { describe, expect, it, vi } from 'vitest';
import type { OrderStatus, StoredTimelineEntry } from '../order/door.ts';
import { OrderFollowers, type OrderSteps } from './order-followers.ts';

const logger = createLogger({ name: 'test', level: 'silent' });

/** A database of one order's steps, which can be down. */
class Steps {
  isDown = false;
  reads = 0;
  failures = 0;
  readonly #entries: StoredTimelineEntry[] = [];

  add(...statuses: OrderStatus[]): number {
    for (const status of statuses) {
      this.#entries.push({
        orderId: 'a',
        version: this.#entries.length + 1,
        code: 'ORDER_PLACED',
        message: '',
        status,
        compensation: false,
        occurredAt: new Date(0),
      });
    }
    return this.#entries.length;
  }

  readonly after: OrderSteps['after'] = (_orderId, { version, limit }) => {
    this.reads += 1;
    if (this.isDown) return this.#fail();
    return Promise.resolve(this.#entries.filter((entry) => entry.version > version).slice(0, limit));
  };

  readonly versionsOf: OrderSteps['versionsOf'] = () => {
    if (this.isDown) return this.#fail();
    return Promise.resolve([{ id: 'a', version: this.#entries.length }]);
  };

  #fail(): Promise<never> {
    this.failures += 1;
    return Promise.reject(new Error('down'));
  }
}

describe('OrderFollowers', () => {
  it('gives what was missed, then each step as soon as it is woken', async () => {
    const steps = new Steps();
    steps.add('PENDING', 'CREATED');
    const followers = new OrderFollowers({ steps, logger });
    const feed = followers.follow('a', 0);
    expect((await feed.next()).value?.version).toBe(1);
    expect((await feed.next()).value?.version).toBe(2);
    const third = feed.next();
    followers.wake('a', steps.add('CONFIRMED'));
    expect((await third).value?.version).toBe(3);
    expect(steps.reads).toBe(2);
  });

  it('reads nothing for a version that it has given already, or for another order', async () => {
    const steps = new Steps();
    const version = steps.add('PENDING');
    const followers = new OrderFollowers({ steps, logger });
    const feed = followers.follow('a', 0);
    await feed.next();
    void feed.next();
    followers.wake('a', version);
    followers.wake('b', 9);
    expect(steps.reads).toBe(1);
    await feed.return();
  });

  it('ends after a final step, and forgets the feed', async () => {
    const steps = new Steps();
    steps.add('PENDING', 'CANCELLED');
    const followers = new OrderFollowers({ steps, logger });
    const versions: number[] = [];
    for await (const { version } of followers.follow('a', 0)) versions.push(version);
    expect(versions).toEqual([1, 2]);
    expect(followers.count).toBe(0);
  });

  it('reads a long life in parts and misses none of it', async () => {
    const steps = new Steps();
    steps.add(...Array.from({ length: 120 }, () => 'CREATED' as const), 'DELIVERED');
    const versions: number[] = [];
    for await (const { version } of new OrderFollowers({ steps, logger }).follow('a', 0))
      versions.push(version);
    expect(versions).toEqual(Array.from({ length: 121 }, (_, index) => index + 1));
  });

  it('ends at once when the subscriber leaves, with a step awaited', async () => {
    const followers = new OrderFollowers({ steps: new Steps(), logger });
    const feed = followers.follow('a', 0);
    const [first, second] = [feed.next(), feed.next()];
    expect(followers.count).toBe(1);
    expect(await feed.return()).toEqual({ done: true, value: undefined });
    expect(await Promise.all([first, second])).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    expect(await feed.next()).toEqual({ done: true, value: undefined });
    expect(followers.count).toBe(0);
  });

  it('finds a step that no message announced, and outlives an outage of the database', async () => {
    const steps = new Steps();
    steps.isDown = true;
    const followers = new OrderFollowers({ steps, logger });
    const polling = createLoop({ name: 'poll', round: () => followers.poll(), intervalMs: 5, logger });
    polling.start();
    const feed = followers.follow('a', 0);
    const first = feed.next();
    await vi.waitFor(() => expect(steps.failures).toBeGreaterThan(2));
    steps.isDown = false;
    steps.add('PENDING');
    expect((await first).value?.version).toBe(1);
    const second = feed.next();
    await Promise.all([polling.stop(), followers.close()]);
    expect((await second).done).toBe(true);
  });
});
