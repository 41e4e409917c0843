import { describe, expect, it } from 'vitest';
import { readIdempotencyKey } from './read-input.ts';

describe('an idempotency key', () => {
  it('is taken without the spaces around it', () => {
    expect(readIdempotencyKey(' first-try ')).toBe('first-try');
  });

  it.each(['', '   ', 'x'.repeat(256), 'a\u0000b', 'a\nb'])('is refused when it is %j', (key) => {
    expect(() => readIdempotencyKey(key)).toThrow(/idempotencyKey must have/);
  });
});
