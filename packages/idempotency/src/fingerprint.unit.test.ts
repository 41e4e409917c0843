import { expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

it('is the same for the same values in another order, and for absent and undefined members', () => {
  const one = fingerprint({ cart: 'c1', address: { city: 'Bonn', zip: '53111' }, note: undefined });
  const other = fingerprint({ address: { zip: '53111', city: 'Bonn' }, cart: 'c1' });
  expect(one).toBe(other);
  expect(one).toMatch(/^[0-9a-f]{64}$/);
});

it.each([
  [{ a: 1 }, { a: '1' }],
  [{ a: null }, {}],
  [{ lines: [1, 2] }, { lines: [2, 1] }],
  [{ a: { b: 1 } }, { a: 1, b: 1 }],
  [{ at: new Date(0) }, { at: new Date(1) }],
])('tells %j from %j', (one, other) => {
  expect(fingerprint(one)).not.toBe(fingerprint(other));
});
