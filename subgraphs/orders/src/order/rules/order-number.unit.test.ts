import { describe, expect, it } from 'vitest';
import { readOrderNumber } from './order-number.ts';

describe('an order number', () => {
  it.each(['CW-100001', 'cw-100001', ' CW-100001 '])('is read of %j', (text) => {
    expect(readOrderNumber(text)).toBe('CW-100001');
  });

  it.each(['', '100001', 'CW-', 'CW-1\u0000', '\u0000', `CW-${'9'.repeat(300)}`])('is not %j', (text) => {
    expect(readOrderNumber(text)).toBeNull();
  });
});
