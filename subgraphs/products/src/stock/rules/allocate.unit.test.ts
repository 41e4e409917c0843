import { describe, expect, it } from 'vitest';
import { allocate } from './allocate.ts';

const line = (variantId: string, quantity: number) => ({ variantId, quantity });

describe('allocate', () => {
  it('gives the last piece to the first who asks', () => {
    const stock = new Map([['mug', 1]]);
    expect(allocate(stock, [[line('mug', 1)], [line('mug', 1)]])).toEqual([
      { kind: 'allocated', lines: [line('mug', 1)] },
      { kind: 'refused', shortages: [{ variantId: 'mug', requested: 1, available: 0 }] },
    ]);
  });

  it('takes nothing for an order of which one line is short, and leaves it to the next', () => {
    const stock = new Map([
      ['mug', 2],
      ['pot', 0],
    ]);
    const [first, second] = allocate(stock, [[line('mug', 2), line('pot', 1)], [line('mug', 2)]]);
    expect(first).toEqual({
      kind: 'refused',
      shortages: [{ variantId: 'pot', requested: 1, available: 0 }],
    });
    expect(second).toEqual({ kind: 'allocated', lines: [line('mug', 2)] });
  });

  it('serves a small order after it refused a large one', () => {
    const stock = new Map([['mug', 3]]);
    const kinds = allocate(stock, [[line('mug', 2)], [line('mug', 2)], [line('mug', 1)]]).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['allocated', 'refused', 'allocated']);
  });

  it('adds up lines of one variant', () => {
    const stock = new Map([['mug', 3]]);
    expect(allocate(stock, [[line('mug', 2), line('mug', 2)]])).toEqual([
      { kind: 'refused', shortages: [{ variantId: 'mug', requested: 4, available: 3 }] },
    ]);
    expect(allocate(stock, [[line('mug', 2), line('mug', 1)]])).toEqual([
      { kind: 'allocated', lines: [line('mug', 3)] },
    ]);
  });

  it('names every line that is short', () => {
    expect(allocate(new Map([['mug', 1]]), [[line('mug', 2), line('ghost', 1)]])).toEqual([
      {
        kind: 'refused',
        shortages: [
          { variantId: 'mug', requested: 2, available: 1 },
          { variantId: 'ghost', requested: 1, available: 0 },
        ],
      },
    ]);
  });

  it('leaves the stock that it was given as it was', () => {
    const stock = new Map([['mug', 1]]);
    allocate(stock, [[line('mug', 1)]]);
    expect(stock.get('mug')).toBe(1);
  });
});

it('gives the parts of a bundle, added up with what else of them is wanted, or names the bundle and takes nothing', () => {
  const bundles = new Map([['set', [line('mug', 2), line('pot', 1)]]]);
  const there = new Map([
    ['mug', 5],
    ['pot', 9],
  ]);
  const wanted = [[line('mug', 2), line('set', 2)], [line('mug', 1), line('set', 2)], [line('set', 1)]];
  expect(allocate(there, wanted, { bundles })).toEqual([
    { kind: 'refused', shortages: [{ variantId: 'set', requested: 2, available: 1 }] },
    { kind: 'allocated', lines: [line('mug', 5), line('pot', 2)] },
    { kind: 'refused', shortages: [{ variantId: 'set', requested: 1, available: 0 }] },
  ]);
});

it('gives what a bundle was ordered with, whatever it consists of now', () => {
  const bundles = new Map([['set', [line('pot', 1)]]]);
  const there = new Map([
    ['mug', 5],
    ['pot', 1],
  ]);
  const ordered = { ...line('set', 2), parts: [line('mug', 2)] };
  expect(allocate(there, [[ordered], [ordered], [line('set', 1)]], { bundles })).toEqual([
    { kind: 'allocated', lines: [line('mug', 4)] },
    { kind: 'refused', shortages: [{ variantId: 'set', requested: 2, available: 0 }] },
    { kind: 'allocated', lines: [line('pot', 1)] },
  ]);
});
