import { expect, it } from 'vitest';
import { StreamLooks } from './stream-looks.ts';
import type { RelayWork } from './relay-work.ts';
import { streamConfig } from './stream-config.ts';

/** A stream with one durable, and how often its consumers were listed. */
function streamWith({ floor }: { readonly floor: number }) {
  const stream = { created: 'then', lastSeq: 100, consumers: 1 };
  const info = () => ({
    created: stream.created,
    config: streamConfig('orders'),
    state: { messages: 0, first_seq: 1, last_seq: stream.lastSeq, consumer_count: stream.consumers },
  });
  let listed = 0;
  const durable = {
    name: 'carts',
    config: { durable_name: 'carts' },
    ack_floor: { stream_seq: floor },
    num_pending: floor < stream.lastSeq ? 1 : 0,
    num_ack_pending: 0,
  };
  const known = { stream: 'ORDERS', created: 'then', lastSeq: 100, ackFloor: floor, durables: ['carts'] };
  const manager = {
    streams: { info: () => Promise.resolve(info()) },
    consumers: { list: () => ((listed += 1), [durable]) },
  };
  const store = { knownStream: () => Promise.resolve(known), recordAckFloor: () => Promise.resolve() };
  const work = { domain: 'orders', store, session: { manager } } as unknown as RelayWork;
  const looks = new StreamLooks(work);
  return {
    stream,
    lookTimes: async (times: number) => {
      for (let time = 0; time < times; time += 1) await looks.look();
      return listed;
    },
  };
}

it('looks at the consumers of a stream that stays as it was once in six times', async () => {
  const { lookTimes } = streamWith({ floor: 100 });
  expect([await lookTimes(6), await lookTimes(1), await lookTimes(5)]).toEqual([1, 2, 2]);
});

it('looks at the consumers whenever something is not acknowledged', async () => {
  const { lookTimes } = streamWith({ floor: 99 });
  expect(await lookTimes(3)).toBe(3);
});

it.each<[string, object]>([
  ['there are more messages', { lastSeq: 101 }],
  ['there is another consumer', { consumers: 2 }],
])('looks at the consumers again as soon as %s', async (_what, change) => {
  const { stream, lookTimes } = streamWith({ floor: 100 });
  expect(await lookTimes(2)).toBe(1);
  Object.assign(stream, change);
  expect(await lookTimes(1)).toBe(2);
});
