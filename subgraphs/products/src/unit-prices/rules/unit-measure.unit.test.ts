import { readInput } from '@cartwright/input';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  measureOf,
  noMeasure,
  unitMeasureSchema,
  unitPriceMinor,
  type MeasureUnit,
  type UnitMeasureInput,
} from './unit-measure.ts';

const read = (input: UnitMeasureInput) => {
  const result = readInput(unitMeasureSchema, input);
  if (result.kind === 'invalid-input') throw new Error('It was refused');
  return result.value;
};

describe('the price of a reference quantity', () => {
  it.each<[number, UnitMeasureInput, number]>([
    [690, { quantity: 0.75, unit: 'LITRE' }, 920],
    [690, { quantity: 750, unit: 'MILLILITRE' }, 920],
    [199, { quantity: 250, unit: 'MILLILITRE', referenceUnit: 'MILLILITRE', referenceQuantity: 100 }, 80],
    [1_990, { quantity: 180, unit: 'GRAM' }, 11_056],
    [1_000, { quantity: 3, unit: 'METRE' }, 333],
    [1_000, { quantity: 1.5, unit: 'SQUARE_METRE' }, 667],
    [899, { quantity: 6, unit: 'PIECE' }, 150],
    [500, { quantity: 2, unit: 'KILOGRAM', referenceQuantity: 100, referenceUnit: 'GRAM' }, 25],
    [1, { quantity: 2, unit: 'PIECE' }, 1],
  ])('of %i for %j is %i', (amountMinor, measure, price) => {
    expect(unitPriceMinor(amountMinor, read(measure))).toBe(price);
  });

  it('is never further from the exact one than half of the smallest unit, and the price itself for its own quantity', () => {
    const thousandths = fc.integer({ min: 1, max: 1_000_000_000 });
    const amount = fc.integer({ min: 1, max: 100_000_000 });
    fc.assert(
      fc.property(amount, thousandths, fc.integer({ min: 1, max: 1_000 }), (minor, content, reference) => {
        const measure = { quantity: content / 1_000, unit: 'PIECE', referenceQuantity: reference } as const;
        const price = BigInt(unitPriceMinor(minor, read(measure)) ?? -1);
        const difference = 2n * (price * BigInt(content) - BigInt(minor) * BigInt(reference) * 1_000n);
        expect(difference).toBeGreaterThan(-BigInt(content));
        expect(difference).toBeLessThanOrEqual(BigInt(content));
        if (content === reference * 1_000) expect(price).toBe(BigInt(minor));
      }),
    );
  });

  it('is not told where it is too much to be counted', () => {
    const speck = read({ quantity: 0.001, unit: 'GRAM' });
    expect(unitPriceMinor(Number.MAX_SAFE_INTEGER, speck)).toBeUndefined();
  });
});

it('there is none of what nobody has measured', () => {
  expect(measureOf(noMeasure)).toBeUndefined();
  const measured = read({ quantity: 1, unit: 'LITRE' });
  expect(measureOf(measured)).toEqual(measured);
});

it.each<[string, UnitMeasureInput]>([
  ['quantity', { quantity: 0, unit: 'LITRE' }],
  ['quantity', { quantity: -1, unit: 'LITRE' }],
  ['quantity', { quantity: 0.0005, unit: 'LITRE' }],
  ['quantity', { quantity: 1.2345, unit: 'LITRE' }],
  ['quantity', { quantity: 1_000_001, unit: 'LITRE' }],
  ['referenceQuantity', { quantity: 1, unit: 'LITRE', referenceQuantity: 0 }],
  ['referenceUnit', { quantity: 1, unit: 'LITRE', referenceUnit: 'GRAM' }],
])('refuses a bad %s: %j', (field, input) => {
  expect(readInput(unitMeasureSchema, input)).toMatchObject({
    kind: 'invalid-input',
    fields: [{ path: [field] }],
  });
});

it.each<MeasureUnit>(['MILLILITRE', 'LITRE', 'GRAM', 'KILOGRAM', 'METRE', 'SQUARE_METRE', 'PIECE'])(
  'tells the price of what is measured in %s for a unit of its kind',
  (unit) => {
    expect(unitPriceMinor(100, read({ quantity: 1, unit }))).toBeGreaterThan(0);
  },
);
