import { createLogger, createLoop } from '@cartwright/process';
import { describe, expect, it, vi } from 'vitest';
import type { OrderStatus, StoredTimelineEntry } from '../order/door.ts';
import { OrderFollowers, type OrderSteps } from './order-followers.ts';

const logger = createLogger({ name: 'test', level: 'silent' });

const start = { afterVersion: 0, version: 0 };

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
    const feed = followers.follow('a', start);
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
    const feed = followers.follow('a', start);
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
    for await (const { version } of followers.follow('a', start)) versions.push(version);
    expect(versions).toEqual([1, 2]);
    expect(followers.count).toBe(0);
  });

  it('reads a long life in parts and misses none of it', async () => {
    const steps = new Steps();
    steps.add(...Array.from({ length: 120 }, () => 'CREATED' as const), 'DELIVERED');
    const versions: number[] = [];
    for await (const { version } of new OrderFollowers({ steps, logger }).follow('a', start))
      versions.push(version);
    expect(versions).toEqual(Array.from({ length: 121 }, (_, index) => index + 1));
  });

  it('ends at once when the subscriber leaves, with a step awaited', async () => {
    const followers = new OrderFollowers({ steps: new Steps(), logger });
    const feed = followers.follow('a', start);
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
    const feed = followers.follow('a', start);
    const first = feed.next();
    await vi.waitFor(() => expect(steps.failures).toBeGreaterThan(2));
    steps.isDown = false;
    steps.add('PENDING');
    expect((await first).value?.version).toBe(1);
    const second = feed.next();
    await Promise.all([polling.stop(), followers.close()]);
    expect((await second).done).toBe(true);
  });

  it('reads a step once for all who follow the order', async () => {
    const steps = new Steps();
    steps.add('PENDING');
    const followers = new OrderFollowers({ steps, logger });
    const feeds = [1, 2, 3].map(() => followers.follow('a', { afterVersion: 0, version: 1 }));
    const first = await Promise.all(feeds.map((feed) => feed.next()));
    const second = feeds.map((feed) => feed.next());
    followers.wake('a', steps.add('CREATED'));
    expect(first.map(({ value }) => value?.version)).toEqual([1, 1, 1]);
    expect((await Promise.all(second)).map(({ value }) => value?.version)).toEqual([2, 2, 2]);
    expect(steps.reads).toBe(2);
  });

  it('reads nothing for who begins with what others have been given, and for who reads late', async () => {
    const steps = new Steps();
    steps.add('PENDING', 'CREATED');
    const followers = new OrderFollowers({ steps, logger });
    const [quick, slow] = [followers.follow('a', start), followers.follow('a', start)];
    await quick.next();
    await quick.next();
    const joined = followers.follow('a', { afterVersion: 1, version: 2 });
    expect((await joined.next()).value?.version).toBe(2);
    expect((await slow.next()).value?.version).toBe(1);
    expect((await slow.next()).value?.version).toBe(2);
    expect(steps.reads).toBe(1);
    await followers.close();
  });

  it('reads again for who knows of a version that no message has announced', async () => {
    const steps = new Steps();
    steps.add('PENDING');
    const followers = new OrderFollowers({ steps, logger });
    const first = followers.follow('a', start);
    await first.next();
    const version = steps.add('CREATED');
    const second = followers.follow('a', { afterVersion: 1, version });
    expect((await second.next()).value?.version).toBe(2);
    await followers.close();
  });

  it('does not let who has been woken wait for a read that began before', async () => {
    const steps = new Steps();
    const [early, late] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const gates = [early.promise, late.promise];
    const after: OrderSteps['after'] = async (orderId, slice) => {
      const found = await steps.after(orderId, slice);
      await gates.shift();
      return found;
    };
    const followers = new OrderFollowers({ steps: { after, versionsOf: steps.versionsOf }, logger });
    const first = followers.follow('a', start).next();
    followers.wake('a', steps.add('PENDING'));
    const second = followers.follow('a', { afterVersion: 0, version: 1 }).next();
    late.resolve(undefined);
    expect((await second).value?.version).toBe(1);
    early.resolve(undefined);
    expect((await first).value?.version).toBe(1);
    await followers.close();
  });

  it('gives who is far behind all of it, and others no gap for it', async () => {
    const steps = new Steps();
    steps.add(...Array.from({ length: 130 }, () => 'CREATED' as const));
    const followers = new OrderFollowers({ steps, logger });
    const present = followers.follow('a', { afterVersion: 129, version: 130 });
    const behind = followers.follow('a', { afterVersion: 0, version: 130 });
    const seen: (number | undefined)[] = [(await present.next()).value?.version];
    const missed: (number | undefined)[] = [];
    for (let count = 0; count < 130; count += 1) missed.push((await behind.next()).value?.version);
    for (let version = 131; version <= 200; version += 1) {
      const [one, other] = [present.next(), behind.next()];
      followers.wake('a', steps.add('CREATED'));
      seen.push((await one).value?.version);
      missed.push((await other).value?.version);
    }
    expect(seen).toEqual(Array.from({ length: 71 }, (_, index) => index + 130));
    expect(missed).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(steps.reads).toBeLessThanOrEqual(1 + 3 + 70);
    await followers.close();
  });
});
