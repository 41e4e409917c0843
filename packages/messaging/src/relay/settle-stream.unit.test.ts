import { describe, expect, it } from 'vitest';
import type { SettledStream } from './relay-store.ts';
import { settleStream, type Settling } from './settle-stream.ts';

const known = { stream: 'ORDERS', created: 'then', lastSeq: 90, settledSeq: 50, durables: ['carts'] };

interface Consumer {
  readonly name: string;
  readonly floor: number;
  readonly waiting: number;
  readonly out: number;
}

/** What is remembered of a stream with 100 messages and these consumers. */
async function remembered(consumers: readonly Consumer[], created = 'then') {
  let kept: SettledStream | undefined;
  let isAllTold = false;
  const store = {
    knownStream: () => Promise.resolve(known),
    settle: (settled: SettledStream) => Promise.resolve(void (kept = settled)),
    redriveHeldBack: () => Promise.resolve(void (isAllTold = true)),
  };
  const infos = consumers.map(({ name, floor, waiting, out }) => ({
    name,
    config: { durable_name: name },
    ack_floor: { stream_seq: floor },
    num_pending: waiting,
    num_ack_pending: out,
  }));
  const manager = {
    streams: { info: () => Promise.resolve({ created, state: { last_seq: 100 } }) },
    consumers: { list: () => infos },
  };
  await settleStream({ domain: 'orders', store, session: { manager } } as unknown as Settling);
  return kept && { ...kept, isAllTold };
}

const carts = { name: 'carts', floor: 70, waiting: 0, out: 2 };
const products = { name: 'products', floor: 12, waiting: 0, out: 0 };

describe('a stream is settled', () => {
  it('as far as the slowest consumer has acknowledged', async () => {
    const slow = { ...products, waiting: 3 };
    expect(await remembered([carts, slow])).toMatchObject({
      settledSeq: 12,
      durables: ['carts', 'products'],
    });
  });

  it('to its end, by a consumer that has nothing left to do', async () => {
    expect(await remembered([carts, products])).toMatchObject({ settledSeq: 70 });
    expect(await remembered([{ ...carts, out: 0 }, products])).toMatchObject({ settledSeq: 100 });
  });

  it('and all is told to a consumer that was never there before, once', async () => {
    expect(await remembered([carts, products])).toMatchObject({ isAllTold: true });
    expect(await remembered([carts])).toMatchObject({ isAllTold: false });
  });

  it('no further than before while a consumer is away, or in another stream', async () => {
    expect(await remembered([products])).toBeUndefined();
    expect(await remembered([])).toBeUndefined();
    expect(await remembered([carts], 'now')).toBeUndefined();
  });
});
