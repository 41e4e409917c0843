import { describe, expect, it } from 'vitest';
import type { KnownStream } from './relay-store.ts';
import { recordAckFloor, type AckFloorContext, type SeenStream } from './record-ack-floor.ts';

const known = { stream: 'ORDERS', created: 'then', lastSeq: 90, ackFloor: 50, durables: ['carts'] };

interface Consumer {
  readonly name: string;
  readonly floor: number;
  readonly waiting: number;
  readonly out: number;
}

/** What is recorded of a stream with 100 messages and these consumers. */
async function recordedFor(consumers: readonly Consumer[], created = 'then', later = {}) {
  const info = { created, state: { last_seq: 100 } };
  const deleted: string[] = [];
  let recorded: KnownStream | undefined;
  let isAllRepublished = false;
  const store = {
    recordAckFloor: (stream: KnownStream) => Promise.resolve(void (recorded = stream)),
    republishWithheld: () => Promise.resolve(void (isAllRepublished = true)),
  };
  const infos = consumers.map(({ name, floor, waiting, out }) => ({
    name,
    config: { durable_name: name },
    ack_floor: { stream_seq: floor },
    num_pending: waiting,
    num_ack_pending: out,
  }));
  const manager = {
    streams: { info: () => Promise.resolve({ ...info, ...later }) },
    consumers: {
      list: () => infos,
      delete: (_stream: string, name: string) => Promise.resolve(deleted.push(name) > 0),
    },
  };
  const context = { domain: 'orders', store, session: { manager }, ownDurables };
  await recordAckFloor(context as unknown as AckFloorContext, { info: info as SeenStream['info'], known });
  return recorded && { ...recorded, isAllRepublished, deleted };
}

const ownDurables = () => ['orders-orders-messaging'];
const carts = { name: 'carts', floor: 70, waiting: 0, out: 2 };
const products = { name: 'products', floor: 12, waiting: 0, out: 0 };

describe('the ack floor', () => {
  it('is that of the slowest consumer', async () => {
    const slow = { ...products, waiting: 3 };
    expect(await recordedFor([carts, slow])).toMatchObject({
      ackFloor: 12,
      durables: ['carts', 'products'],
    });
  });

  it('is the end of the stream for a consumer without a backlog', async () => {
    expect(await recordedFor([carts, products])).toMatchObject({ ackFloor: 70 });
    expect(await recordedFor([{ ...carts, out: 0 }, products])).toMatchObject({ ackFloor: 100 });
  });

  it('is recorded with a new consumer, for which what was withheld is republished once', async () => {
    expect(await recordedFor([carts, products])).toMatchObject({ isAllRepublished: true });
    expect(await recordedFor([carts])).toMatchObject({ isAllRepublished: false });
  });

  it('passes a durable of an earlier version, by which the domain no longer reads its own stream, and deletes it', async () => {
    const left = { name: 'orders-orders-orders', floor: 3, waiting: 9, out: 0 };
    const own = { name: 'orders-orders-messaging', floor: 60, waiting: 1, out: 0 };
    const recorded = await recordedFor([carts, left, own]);
    expect(recorded).toMatchObject({ ackFloor: 60, durables: ['carts', own.name], deleted: [left.name] });
  });

  it('stays where it is while a known consumer is missing, or in another stream', async () => {
    expect(await recordedFor([products])).toBeUndefined();
    expect(await recordedFor([])).toBeUndefined();
    expect(await recordedFor([carts], 'now')).toBeUndefined();
  });

  it('does not rise when the stream has become another one, or dropped messages, while its consumers were looked at', async () => {
    expect(await recordedFor([carts], 'then', { created: 'now' })).toBeUndefined();
    const dropped = { state: { first_seq: 9, last_seq: 100 } };
    expect(await recordedFor([carts], 'then', dropped)).toBeUndefined();
  });
});
