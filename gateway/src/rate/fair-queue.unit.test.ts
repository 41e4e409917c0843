import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FairQueue, type Asking, type Seat } from './fair-queue.ts';
import type { Flow } from './flow-node.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const maxWaitMs = 10_000;
const queueOf = (seats: number, waitingPerSeat = 100) => new FairQueue({ seats, waitingPerSeat, maxWaitMs });
const flow = (key: string, seats: number): Flow => ({ key, seats });

/** Lets people in, and notes in which order they got seats. */
function doorOf(queue: FairQueue) {
  const order: string[] = [];
  const seats = new Map<string, Seat>();
  return {
    order,
    seats,
    enter: async (name: string, flows: readonly Flow[], asking: Asking = {}) => {
      const seated = await queue.enter(flows, asking);
      order.push(seated.kind === 'seated' ? name : `${name} ${seated.kind}`);
      if (seated.kind === 'seated') seats.set(name, seated.seat);
    },
    leave: async (name: string) => {
      seats.get(name)?.leave();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

it('seats at once whoever finds a seat', async () => {
  const { enter, order } = doorOf(queueOf(2));
  await enter('a', [flow('x', 1)]);
  await enter('b', [flow('y', 1)]);
  expect(order).toEqual(['a', 'b']);
});

it('leaves seats for others that one flow may not have', async () => {
  const { enter, order } = doorOf(queueOf(10));
  for (const name of ['a', 'b', 'c']) void enter(name, [flow('crowd', 2)]);
  await enter('late', [flow('single', 2)]);
  expect(order).toEqual(['a', 'b', 'late']);
});

it('lets one who comes last go before a crowd that waits', async () => {
  const { enter, leave, order } = doorOf(queueOf(1));
  for (const name of ['a', 'b', 'c', 'd']) void enter(name, [flow('crowd', 10)]);
  await settled();
  void enter('shopper', [flow('home', 10)]);
  await leave('a');
  await leave('shopper');
  expect(order).toEqual(['a', 'shopper', 'b']);
});

it('takes turns on every level', async () => {
  const { enter, leave, order } = doorOf(queueOf(1));
  const net = flow('net', 10);
  void enter('first', [flow('other', 10)]);
  for (const name of ['a1', 'a2', 'a3']) void enter(name, [net, flow('a', 10)]);
  for (const name of ['b1', 'b2']) void enter(name, [net, flow('b', 10)]);
  for (const name of ['z1', 'z2']) void enter(name, [flow('far', 10), flow('z', 10)]);
  await settled();
  for (let at = 0; at < 8; at += 1) await leave(order.at(-1) ?? '');
  expect(order).toEqual(['first', 'a1', 'z1', 'b1', 'z2', 'a2', 'b2', 'a3']);
});

it('has those wait longer whose work took more seats than one', async () => {
  const { enter, leave, seats, order } = doorOf(queueOf(2));
  const net = flow('net', 2);
  await enter('heavy', [net, flow('heavy', 2)]);
  seats.get('heavy')?.widen(1);
  void enter('heavy again', [net, flow('heavy', 2)]);
  void enter('light', [net, flow('light', 2)]);
  await settled();
  expect(order).toEqual(['heavy']);
  await leave('heavy');
  expect(order).toEqual(['heavy', 'light', 'heavy again']);
});

it('refuses whoever would make the line of their flow too long, and nobody else', async () => {
  const queue = queueOf(10, 2);
  const { enter, order } = doorOf(queue);
  for (const name of ['a', 'b', 'c', 'd']) void enter(name, [flow('crowd', 1)]);
  await enter('single', [flow('home', 1)]);
  expect(order).toEqual(['a', 'd full', 'single']);
  expect(queue.waiting).toBe(2);
});

it('lets nobody wait for ever', async () => {
  const queue = queueOf(1);
  const { enter, order } = doorOf(queue);
  void enter('a', [flow('x', 1)]);
  void enter('b', [flow('x', 1)]);
  await vi.advanceTimersByTimeAsync(maxWaitMs);
  expect(order).toEqual(['a', 'b late']);
  expect(queue.waiting).toBe(0);
});

it('gives the turn of those who have gone to the next', async () => {
  const { enter, leave, order } = doorOf(queueOf(1));
  const leaving = new AbortController();
  void enter('a', [flow('x', 1)]);
  void enter('b', [flow('x', 1)], { gone: leaving.signal });
  void enter('c', [flow('x', 1)]);
  await settled();
  leaving.abort();
  await leave('a');
  expect(order).toEqual(['a', 'b gone', 'c']);
});

it('a seat is given back once', async () => {
  const { enter, leave, order } = doorOf(queueOf(1));
  void enter('a', [flow('x', 1)]);
  for (const name of ['b', 'c']) void enter(name, [flow('x', 1)]);
  await leave('a');
  await leave('a');
  expect(order).toEqual(['a', 'b']);
});

describe('where work is not all alike', () => {
  const room = { share: 1, seats: () => 10, waitingPerSeat: 100, maxWaitMs };
  const rooms = { checkout: room, change: room, browsing: room };
  const open = (options: Partial<typeof rooms>, seats = 4) =>
    doorOf(new FairQueue({ seats, waitingPerSeat: 100, maxWaitMs, rooms: { ...rooms, ...options } }));

  it('leaves seats to what is more important', async () => {
    const { enter, order } = open({ browsing: { ...room, share: 0.5 } });
    for (const name of ['r1', 'r2', 'r3']) void enter(name, [flow(name, 9)], { importance: 'browsing' });
    await enter('order', [flow('buyer', 9)], { importance: 'checkout' });
    expect(order).toEqual(['r1', 'r2', 'order']);
  });

  it('seats what is more important first, whoever came first', async () => {
    const { enter, leave, order } = open({}, 1);
    await enter('r1', [flow('r1', 9)], { importance: 'browsing' });
    void enter('r2', [flow('r2', 9)], { importance: 'browsing' });
    void enter('cart', [flow('c', 9)]);
    void enter('order', [flow('o', 9)], { importance: 'checkout' });
    for (const name of ['r1', 'order', 'cart']) await leave(name);
    expect(order).toEqual(['r1', 'order', 'cart', 'r2']);
  });

  it('follows the number of seats that a kind of work may have', async () => {
    let may = 1;
    const { enter, leave, order } = open({ browsing: { ...room, seats: () => may } });
    for (const name of ['r1', 'r2', 'r3']) void enter(name, [flow(name, 9)], { importance: 'browsing' });
    await settled();
    expect(order).toEqual(['r1']);
    may = 2;
    await leave('r1');
    expect(order).toEqual(['r1', 'r2', 'r3']);
  });

  it('keeps the line of what is refused first short, and its wait', async () => {
    const { enter, order } = open({
      browsing: { share: 1, seats: () => 1, waitingPerSeat: 1, maxWaitMs: 500 },
    });
    for (const name of ['r1', 'r2', 'r3']) void enter(name, [flow(name, 9)], { importance: 'browsing' });
    await settled();
    expect(order).toEqual(['r1', 'r3 full']);
    await vi.advanceTimersByTimeAsync(500);
    expect(order).toEqual(['r1', 'r3 full', 'r2 late']);
  });

  it('lets those wait as ever who wait for their own crowd', async () => {
    const { enter, order } = open({
      browsing: { share: 1, seats: () => 4, waitingPerSeat: 0, maxWaitMs: 500 },
    });
    for (const name of ['r1', 'r2']) void enter(name, [flow('crowd', 1)], { importance: 'browsing' });
    await vi.advanceTimersByTimeAsync(501);
    expect(order).toEqual(['r1']);
  });

  it('begins with what is less important whatever orders that are answered have set off', async () => {
    const { enter, leave, seats, order } = open({ browsing: { ...room, share: 0.5 } });
    for (const name of ['o1', 'o2']) await enter(name, [flow(name, 9)], { importance: 'checkout' });
    void enter('r1', [flow('r1', 9)], { importance: 'browsing' });
    await settled();
    expect(order).toEqual(['o1', 'o2']);
    seats.get('o1')?.linger();
    await settled();
    expect(order).toEqual(['o1', 'o2', 'r1']);
    void enter('r2', [flow('r2', 9)], { importance: 'browsing' });
    await leave('o1');
    expect(order).toEqual(['o1', 'o2', 'r1']);
    await leave('o2');
    expect(order).toEqual(['o1', 'o2', 'r1', 'r2']);
  });

  it('keeps seats for what is set off from those who set it off, and from whoever finds none', async () => {
    const { enter, leave, seats, order } = open({}, 2);
    for (const name of ['o1', 'o2']) {
      await enter(name, [flow(name, 1)], { importance: 'checkout' });
      seats.get(name)?.linger();
    }
    void enter('again', [flow('o1', 1)], { importance: 'checkout' });
    void enter('other', [flow('b', 1)], { importance: 'checkout' });
    await settled();
    expect(order).toEqual(['o1', 'o2']);
    await leave('o2');
    expect(order).toEqual(['o1', 'o2', 'other']);
  });

  it('counts work as what it turned out to be, where there is a seat for that', async () => {
    const { enter, seats, order } = open({ browsing: { ...room, seats: () => 1 } });
    for (const name of ['a', 'b']) await enter(name, [flow(name, 9)]);
    expect(seats.get('a')?.moveTo('browsing')).toBe(true);
    expect(seats.get('b')?.moveTo('browsing')).toBe(false);
    void enter('r', [flow('r', 9)], { importance: 'browsing' });
    await settled();
    expect(order).toEqual(['a', 'b']);
    seats.get('a')?.leave();
    await settled();
    expect(order).toEqual(['a', 'b', 'r']);
  });

  /** One works, and as many wait as may: three of a crowd, and one who is alone. */
  async function fullRoom() {
    const browsing = { share: 1, seats: () => 1, waitingPerSeat: 4, maxWaitMs };
    const queue = new FairQueue({ seats: 4, waitingPerSeat: 100, maxWaitMs, rooms: { ...rooms, browsing } });
    const door = doorOf(queue);
    const browse = (name: string, key: string) => {
      void door.enter(name, [flow(key, 9), flow('all', 9)], { importance: 'browsing' });
      return settled();
    };
    await browse('r1', 'crowd');
    for (const name of ['r2', 'r3', 'r4']) await browse(name, 'crowd');
    await browse('single', 'home');
    return { ...door, browse, queue };
  }

  it('gives the place of the last of the largest crowd to whoever is the first of theirs to wait', async () => {
    const { browse, leave, order, queue } = await fullRoom();
    await browse('r5', 'crowd');
    await browse('newcomer', 'far');
    await browse('newcomer 2', 'far');
    expect(order).toEqual(['r1', 'r5 full', 'r4 full', 'newcomer 2 full']);
    expect(queue.waiting).toBe(4);
    for (const name of ['r1', 'single', 'newcomer']) await leave(name);
    expect(order.slice(4)).toEqual(['single', 'newcomer', 'r2']);
  });

  it('refuses newcomers where nobody has more waiting than anybody else', async () => {
    const { browse, order, queue } = await fullRoom();
    for (const key of ['x', 'y']) await browse(key, key);
    expect(queue.refuses('browsing', 'z')).toBe(true);
    await browse('z', 'z');
    expect(order).toEqual(['r1', 'r4 full', 'r3 full', 'z full']);
  });
});
