import { expect, it } from 'vitest';
import { compareText } from './compare-text.ts';

it.each([
  ['apple Corer', 'Zebra Rug'],
  ['Size 2', 'Size 10'],
  ['Eclair Tin', 'Éclair Tin'],
  ['Éclair Tin', 'Eclair Tin Deluxe'],
  ['éclair', 'Zebra'],
  ['mug', 'Mug'],
  ['Mug', 'mugs'],
])('puts "%s" before "%s"', (first, second) => {
  expect(compareText(first, second)).toBeLessThan(0);
  expect(compareText(second, first)).toBeGreaterThan(0);
});

it('tells any two texts apart, also those that look the same', () => {
  expect(compareText('Mug', 'Mug')).toBe(0);
  expect(compareText('Caf\u00E9', 'Cafe\u0301')).not.toBe(0);
});
