import { expect, it } from 'vitest';
import { readLines } from './transfer-input.ts';

const mug = { variantId: 'B', quantity: 2 };

it('gives lines in the order of the variants, in which stock is locked', () => {
  const lines = [
    { variantId: 'b', quantity: 2 },
    { variantId: 'a', quantity: 1 },
  ];
  expect(readLines(lines)).toEqual({ kind: 'valid', lines: [lines[1], lines[0]] });
});

it.each([
  ['nothing', [], ['lines'], 'REQUIRED'],
  ['no piece', [{ ...mug, quantity: 0 }], ['lines', '0', 'quantity'], 'OUT_OF_RANGE'],
  ['too many pieces', [{ ...mug, quantity: 1_000_001 }], ['lines', '0', 'quantity'], 'OUT_OF_RANGE'],
  [
    'a variant twice, in whichever case',
    [mug, { ...mug, variantId: 'b' }],
    ['lines', '1', 'variantId'],
    'INVALID_VALUE',
  ],
  [
    'too many lines',
    Array.from({ length: 101 }, (_, i) => ({ variantId: `${i}`, quantity: 1 })),
    ['lines'],
    'TOO_LONG',
  ],
] as const)('refuses %s', (_what, lines, path, code) => {
  expect(readLines(lines)).toMatchObject({ kind: 'invalid-input', fields: [{ path, code }] });
});
