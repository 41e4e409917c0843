import type { Viewer } from '@cartwright/identity';
import { createLogger, ShedLog } from '@cartwright/process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Asking } from './fair-queue.ts';
import type { Client } from './shares.ts';
import { WorkSeats, type WorkSeat } from './work-seats.ts';

const nowMs = Date.UTC(2026, 0, 2);
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function seatsOf(seatsPerNetwork: number, timesAt: (address: string) => number = () => 1): WorkSeats {
  const policy = { newcomerMs: 60_000, timesPerAddress: 5, timesPerNetwork: 10, timesAt };
  return new WorkSeats({ seats: 100, seatsPerNetwork, policy, now: () => new Date(nowMs) });
}

/** A user who came into being so long ago. */
function user(agoMs: number, last: number): Viewer {
  const time = (nowMs - agoMs).toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(last).padStart(12, '0')}`;
  return { id, sessionId: id, role: 'GUEST', permissions: [], expiresAt: new Date(nowMs + 60_000) };
}

const shopper: Client = { viewer: null, clientAddress: '198.51.100.7' };
const nobodyAt = (host: number): Client => ({ viewer: null, clientAddress: `203.0.113.${host}` });
const customerAt = (host: number): Client => ({
  viewer: user(600_000, host),
  clientAddress: `203.0.113.${host}`,
});

/** As many as get a seat at once, of those who come together. */
async function enter(seats: WorkSeats, clients: readonly Client[], asking: Asking = {}) {
  const seated: WorkSeat[] = [];
  const refused: unknown[] = [];
  for (const client of clients) {
    seats.enter(client, asking).then(
      (seat) => seated.push(seat),
      (error: unknown) => refused.push(error),
    );
  }
  await vi.advanceTimersByTimeAsync(0);
  return { seated, refused };
}

const crowd = (size: number, at: (host: number) => Client) =>
  Array.from({ length: size }, (_, host) => at(host));

describe('a crowd', () => {
  it.each([
    ['of one address', () => nobodyAt(7)],
    ['of many addresses of a network', nobodyAt],
  ])('%s takes half of its seats while nobody is known, and no one else waits for it', async (_of, at) => {
    const seats = seatsOf(8);
    expect((await enter(seats, crowd(30, at))).seated).toHaveLength(4);
    expect((await enter(seats, [shopper])).seated).toHaveLength(1);
    expect((await enter(seats, [customerAt(200)])).seated).toHaveLength(1);
  });

  it('is answered whole, one after the other', async () => {
    const { seated, refused } = await enter(seatsOf(8), crowd(30, nobodyAt));
    while (seated.length < 30) {
      for (const seat of [...seated]) seat.leave();
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(refused).toEqual([]);
  });

  it('of known users has all seats of its network', async () => {
    expect((await enter(seatsOf(8), crowd(30, customerAt))).seated).toHaveLength(8);
  });

  it('that stands behind one address that is known for that has as many more', async () => {
    const seats = seatsOf(8, (address) => (address === '203.0.113.7' ? 3 : 1));
    expect(
      (
        await enter(
          seats,
          crowd(30, () => nobodyAt(7)),
        )
      ).seated,
    ).toHaveLength(12);
  });

  it('is told to come again where too many would wait', async () => {
    const { refused } = await enter(seatsOf(2), crowd(30, nobodyAt));
    expect(refused).toHaveLength(30 - 1 - 25);
    expect(refused[0]).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } });
  });
});

describe('a seat', () => {
  const ordering = { cost: 1, executedFields: ['orderPlace'], importance: 'checkout' } as const;

  it('is kept for what an order sets off', async () => {
    const seats = seatsOf(2);
    const { seated } = await enter(seats, [nobodyAt(1), nobodyAt(2)]);
    seated[0]?.weigh(ordering);
    seated[0]?.finish();
    await vi.advanceTimersByTimeAsync(499);
    expect(seated).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seated).toHaveLength(2);
  });

  it('is given back at once by an order of which nothing came', async () => {
    const { seated } = await enter(seatsOf(2), [nobodyAt(1), nobodyAt(2)]);
    seated[0]?.weigh(ordering);
    seated[0]?.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(seated).toHaveLength(2);
  });

  it('is given up by what waits for somebody else', async () => {
    const { seated } = await enter(seatsOf(2), [nobodyAt(1), nobodyAt(2)]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seated).toHaveLength(2);
  });

  it('counts as several for a large operation', async () => {
    const seats = seatsOf(8);
    const { seated } = await enter(seats, [nobodyAt(1)]);
    seated[0]?.weigh({ cost: 7_500, executedFields: ['products'], importance: 'browsing' });
    expect((await enter(seats, [nobodyAt(2)])).seated).toHaveLength(0);
    expect((await enter(seats, [shopper])).seated).toHaveLength(1);
  });
});

describe('more than can be done', () => {
  /** Seats that are refused when there is too much to do, and what was counted. */
  function shedding() {
    const shed = new ShedLog(createLogger({ name: 'test', level: 'silent' }));
    const policy = { newcomerMs: 60_000, timesPerAddress: 5, timesPerNetwork: 10, timesAt: () => 1 };
    const seats = new WorkSeats({ seats: 100, seatsPerNetwork: 8, policy, now: () => new Date(nowMs), shed });
    return { seats, shed };
  }

  const everywhere = (size: number): Client[] =>
    Array.from({ length: size }, (_, at) => ({ viewer: null, clientAddress: `10.${at >> 8}.${at & 255}.1` }));

  const from = (net: number, host: number): Client => ({
    viewer: null,
    clientAddress: `10.9.${net}.${host}`,
  });

  /** Has so many look round, whose reads waited for so long at a subgraph. */
  async function browse(seats: WorkSeats, waitedMs: number) {
    const { seated } = await enter(seats, everywhere(20), { importance: 'browsing' });
    await vi.advanceTimersByTimeAsync(250);
    for (let seat = seated.pop(); seat !== undefined; seat = seated.pop()) {
      seat.waited(waitedMs);
      seat.leave();
      await vi.advanceTimersByTimeAsync(0);
    }
  }

  it('is refused with when to come again; orders find a seat', async () => {
    const { seats, shed } = shedding();
    for (let time = 0; time < 20; time += 1) await browse(seats, 500);
    const { seated, refused } = await enter(seats, everywhere(200), { importance: 'browsing' });
    expect(seated).toHaveLength(16);
    expect(refused).toHaveLength(200 - 16 - 8 * 16);
    expect(refused[0]).toMatchObject({ extensions: { code: 'UNAVAILABLE', http: { status: 503 } } });
    expect(shed.counts).toEqual({ 'browsing full': refused.length });
    expect((await enter(seats, everywhere(50), { importance: 'checkout' })).seated).toHaveLength(50);
  });

  it('is taken in again as soon as nothing waits any more', async () => {
    const { seats } = shedding();
    for (let time = 0; time < 20; time += 1) await browse(seats, 500);
    for (let time = 0; time < 20; time += 1) await browse(seats, 1);
    expect((await enter(seats, everywhere(25), { importance: 'browsing' })).seated).toHaveLength(25);
  });

  it('is refused as well where it seemed more important than it is', async () => {
    const { seats, shed } = shedding();
    await enter(seats, everywhere(24), { importance: 'browsing' });
    const { seated } = await enter(seats, [shopper, customerAt(1)]);
    const read = { cost: 1, executedFields: [] };
    const [first, second] = seated;
    first?.weigh({ ...read, importance: 'change' });
    second?.leave();
    first?.weigh({ ...read, importance: 'browsing' });
    const [third] = (await enter(seats, [shopper])).seated;
    expect(() => third?.weigh({ ...read, importance: 'browsing' })).toThrow('too much to do');
    expect(shed.counts).toEqual({ 'browsing full': 1 });
  });

  it('is nothing to a newcomer whose network has nobody waiting', async () => {
    const { seats } = shedding();
    const crowds = Array.from({ length: 40 }, (_, net) => crowd(12, (host) => from(net, host))).flat();
    await enter(seats, crowds, { importance: 'browsing' });
    expect(seats.refuses('browsing')).toBe(true);
    expect(seats.refuses('browsing', '10.9.0.1')).toBe(true);
    expect(seats.refuses('browsing', shopper.clientAddress)).toBe(false);
    expect((await enter(seats, [shopper], { importance: 'browsing' })).refused).toEqual([]);
  });
});
