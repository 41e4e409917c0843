import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Publisher } from './publisher.ts';
import type { OutboxEntry, RelayStore } from './relay-store.ts';
import type { RelayWork } from './relay-work.ts';

const entry = (seq: number): OutboxEntry => ({
  id: `message-${seq}`,
  seq,
  type: 'jobs.do-work.v1',
  subject: `from.orders.jobs.do-work.v1.${seq}`,
  envelope: '{}',
  drive: 0,
});

/** A publisher whose outbox and stream are lists, at a time that the test sets. */
function open() {
  const outbox: OutboxEntry[] = [];
  const published: string[] = [];
  const calls: string[] = [];
  const time = { ms: 0 };
  let seq = 0;
  const store: Pick<RelayStore, 'unpublished' | 'markPublished'> = {
    unpublished: (limit) => {
      calls.push('read');
      return Promise.resolve(outbox.toSorted((a, b) => a.seq - b.seq).slice(0, limit));
    },
    markPublished: (_stream, marked) => {
      calls.push(`mark ${marked.length}`);
      const ids = new Set(marked.map(({ id }) => id));
      outbox.splice(0, outbox.length, ...outbox.filter(({ id }) => !ids.has(id)));
      return Promise.resolve(0);
    },
  };
  const jetStream = {
    publish: (_subject: string, _envelope: string, { msgID }: { msgID: string }) => {
      published.push(msgID);
      seq += 1;
      return Promise.resolve({ seq, duplicate: false, stream: 'ORDERS', domain: '' });
    },
  };
  const work = {
    domain: 'orders',
    store,
    session: { jetStream },
    logger: pino({ level: 'silent' }),
    failpoint: () => undefined,
  } as unknown as RelayWork;
  const publisher = new Publisher(work, () => time.ms);
  const commit = (...seqs: number[]): OutboxEntry[] => {
    const entries = seqs.map(entry);
    outbox.push(...entries);
    return entries;
  };
  return { publisher, commit, published, calls, time };
}

/** One that has read all that there was, and for long enough to know what is handed to it. */
async function openLearned() {
  const test = open();
  test.commit(1);
  await test.publisher.publish();
  await test.publisher.mark();
  test.time.ms = 30_000;
  test.calls.length = 0;
  test.published.length = 0;
  return test;
}

describe('a publisher', () => {
  it('publishes what is handed over without reading the outbox, and marks it later, all together', async () => {
    const { publisher, commit, published, calls } = await openLearned();
    publisher.hand(commit(2));
    expect(await publisher.publish()).toBe(1);
    publisher.hand(commit(3, 4));
    expect(await publisher.publish()).toBe(2);
    expect(published).toEqual(['message-2', 'message-3', 'message-4']);
    expect(calls).toEqual([]);
    await publisher.mark();
    expect(calls).toEqual(['mark 3']);
  });

  it('publishes in the order in which it was written what was handed over in another one', async () => {
    const { publisher, commit, published } = await openLearned();
    const [second, first] = commit(3, 2);
    if (second && first) publisher.hand([second, first]);
    await publisher.publish();
    expect(published).toEqual(['message-2', 'message-3']);
  });

  it('reads the outbox where another replica may have written before what is handed over', async () => {
    const { publisher, commit, published, calls } = await openLearned();
    commit(2); // by another replica
    publisher.hand(commit(3));
    await publisher.publish();
    expect(published).toEqual(['message-2', 'message-3']);
    expect(calls).toEqual(['read']);
  });

  it('goes on reading until it knows who wrote, or that nobody did', async () => {
    const { publisher, commit, published, calls, time } = await openLearned();
    publisher.hand(commit(3));
    await publisher.publish();
    commit(2); // was not committed before
    publisher.hand(commit(4));
    await publisher.publish();
    expect(published).toEqual(['message-3', 'message-2', 'message-4']);
    publisher.hand(commit(6));
    await publisher.publish();
    time.ms += 30_000; // 5 was rolled back
    calls.length = 0;
    publisher.hand(commit(7));
    await publisher.publish();
    expect(calls).toEqual([]);
  });

  it('knows a place for open as long as its statement may wait for a lock, also one taken before it began', async () => {
    const { publisher, commit, published, time } = await openLearned();
    publisher.hand(commit(3));
    await publisher.publish();
    time.ms += 20_000;
    commit(2);
    publisher.hand(commit(4));
    await publisher.publish();
    expect(published).toEqual(['message-3', 'message-2', 'message-4']);
    const begun = open();
    begun.time.ms = 20_000;
    begun.commit(1);
    begun.publisher.hand(begun.commit(2));
    await begun.publisher.publish();
    expect(begun.published).toEqual(['message-1', 'message-2']);
    begun.commit(3);
    begun.publisher.hand(begun.commit(4));
    await begun.publisher.publish();
    expect(begun.published).toEqual(['message-1', 'message-2', 'message-3', 'message-4']);
  });

  it('publishes once what it has read before it was handed over', async () => {
    const { publisher, commit, published } = await openLearned();
    const late = commit(2);
    publisher.read();
    await publisher.publish();
    publisher.hand(late);
    expect(await publisher.publish()).toBe(0);
    expect(published).toEqual(['message-2']);
  });

  it('reads what it was handed more of than it keeps', async () => {
    const { publisher, commit, published } = await openLearned();
    const many = commit(...Array.from({ length: 2001 }, (_, index) => index + 2));
    publisher.hand(many);
    while ((await publisher.publish()) > 0);
    expect(published).toEqual(many.map(({ id }) => id));
  });
});
