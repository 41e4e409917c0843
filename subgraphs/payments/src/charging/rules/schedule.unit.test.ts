import { describe, expect, it } from 'vitest';
import { leaseEnd, leaseMs, retryDelayMs, turnAfter } from './schedule.ts';

describe('the schedule of a payment', () => {
  it('tries again after 1 s, then twice as late each time, never later than 20 s', () => {
    expect([0, 1, 2, 4, 5, 100].map(retryDelayMs)).toEqual([1_000, 2_000, 4_000, 16_000, 20_000, 20_000]);
  });

  it('leases a payment for 15 s', () => {
    const now = new Date('2026-01-02T10:00:00.000Z');
    expect(leaseEnd(now)).toEqual(new Date('2026-01-02T10:00:15.000Z'));
  });

  it('rests when there is nothing left to do', () => {
    expect(turnAfter(null, 'capture', 3)).toEqual({ delayMs: null, attempts: 0, goOn: false });
  });

  it('continues at once with another call, under a lease', () => {
    expect(turnAfter('void', 'authorize', 3)).toEqual({ delayMs: leaseMs, attempts: 0, goOn: true });
  });

  it('leaves what follows from a webhook to the sweeper, without delay', () => {
    expect(turnAfter('capture', null, 3)).toEqual({ delayMs: 0, attempts: 0, goOn: false });
  });

  it('asks how an undecided payment stands after 2 s, then less and less often', () => {
    const first = turnAfter('lookup', 'authorize', 0);
    expect(first).toEqual({ delayMs: 2_000, attempts: 0, goOn: false });
    expect(turnAfter('lookup', 'lookup', 0)).toEqual({ delayMs: 3_000, attempts: 1, goOn: false });
    expect(turnAfter('lookup', 'lookup', 50)).toMatchObject({ delayMs: 20_000 });
  });

  it('waits longer and longer when an answer brought nothing', () => {
    expect(turnAfter('refund', 'refund', 2)).toEqual({ delayMs: 4_000, attempts: 3, goOn: false });
  });
});
