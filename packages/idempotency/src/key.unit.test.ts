import { describe, expect, it } from 'vitest';
import { readIdempotencyKey, requestUnderWay } from './key.ts';

describe('readIdempotencyKey', () => {
  it.each(['12345678', 'a b c ~ !', 'x'.repeat(255)])('takes %s', (key) => {
    expect(readIdempotencyKey(key)).toBe(key);
  });

  it.each([
    ['one that is too short', '1234567'],
    ['one that is too long', 'x'.repeat(256)],
    ['an umlaut', 'schlüssel'],
    ['a line break', '12345678\n'],
    ['a NUL', '1234\u00005678'],
    ['nothing', ''],
  ])('refuses %s with the field', (_what, key) => {
    expect(() => readIdempotencyKey(key)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', field: 'idempotencyKey' } }),
    );
  });
});

it('says that a request under way is worth sending again', () => {
  expect(requestUnderWay().extensions).toEqual({ code: 'CONFLICT', retryable: true });
});
