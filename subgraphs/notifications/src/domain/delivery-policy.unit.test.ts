import { describe, expect, it } from 'vitest';
import { isPermanentRefusal, maximumAttempts, retryDelaySeconds } from './delivery-policy.ts';

describe('delivery policy', () => {
  it('waits longer after each failure, never more than three hours', () => {
    const delays = Array.from({ length: maximumAttempts - 1 }, (_, index) => retryDelaySeconds(index + 1));
    expect(delays.slice(0, 3)).toEqual([2, 4, 8]);
    expect(Math.max(...delays.map((delay) => delay ?? Infinity))).toBe(10_800);
  });

  it('gives up at the last attempt', () => {
    expect(retryDelaySeconds(maximumAttempts)).toBeNull();
  });

  it('tries again when the server is busy, not when it knows no such mailbox', () => {
    expect([421, 450, 451, undefined].map(isPermanentRefusal)).toEqual([false, false, false, false]);
    expect([550, 554].map(isPermanentRefusal)).toEqual([true, true]);
  });
});
