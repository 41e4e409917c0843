import { describe, expect, it } from 'vitest';
import {
  isPermanentRefusal,
  leaseSeconds,
  maximumAttempts,
  retryDelaySeconds,
  sendTimeoutSeconds,
} from './rules.ts';

describe('delivery policy', () => {
  it('waits longer after each failure, never more than three hours', () => {
    const delays = Array.from({ length: maximumAttempts - 1 }, (_, index) => retryDelaySeconds(index + 1));
    expect(delays.slice(0, 3)).toEqual([2, 4, 8]);
    expect(Math.max(...delays.map((delay) => delay ?? Infinity))).toBe(10_800);
  });

  it('gives up at the last attempt', () => {
    expect(retryDelaySeconds(maximumAttempts)).toBeNull();
  });

  it.each([421, 450, 451, 500, undefined])('tries again after a reply of %s', (responseCode) => {
    expect(isPermanentRefusal({ command: 'RCPT TO', responseCode })).toBe(false);
  });

  it.each(['RCPT TO', 'DATA'])('gives up when the server refuses %s permanently', (command) => {
    expect(isPermanentRefusal({ command, responseCode: 550 })).toBe(true);
    expect(isPermanentRefusal({ command, responseCode: 554 })).toBe(true);
  });

  it.each(['CONN', 'MAIL FROM', 'AUTH PLAIN', undefined])(
    'tries again when the server refuses %s, which is about the store and not the mail',
    (command) => {
      expect(isPermanentRefusal({ command, responseCode: 554 })).toBe(false);
    },
  );

  it('ends an attempt before another sender takes the mail over, which is after a minute', () => {
    expect(leaseSeconds).toBe(60);
    expect(sendTimeoutSeconds).toBeLessThan(leaseSeconds);
  });
});
