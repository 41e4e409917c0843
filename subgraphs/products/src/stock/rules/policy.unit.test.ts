import { expect, it } from 'vitest';
import { changePolicy, shiftOf, unreservedOf, type StockPolicy, type StockPolicyInput } from './policy.ts';

const usual: StockPolicy = {
  ...{ safetyStock: 0, whenSoldOut: 'DENY', backorderLimit: 0, expectedAt: null, lowStockAt: 5 },
};
const march = new Date('2027-03-01T00:00:00Z');
const backorder: StockPolicy = { ...usual, whenSoldOut: 'BACKORDER', backorderLimit: 10, expectedAt: march };

const valid = (before: StockPolicy, input: StockPolicyInput) => {
  const changed = changePolicy(before, input);
  return changed.kind === 'valid' ? changed.policy : changed.fields.map(({ path }) => path.join('.'));
};

it('leaves what is not given as it is', () => {
  expect(valid(backorder, { safetyStock: 3 })).toEqual({ ...backorder, safetyStock: 3 });
  expect(valid(backorder, { lowStockAt: 0 })).toEqual({ ...backorder, lowStockAt: 0 });
  expect(valid(backorder, { expectedAt: null })).toEqual({ ...backorder, expectedAt: null });
});

it('sells nothing beforehand of what is denied', () => {
  expect(valid(backorder, { whenSoldOut: 'DENY' })).toEqual(usual);
  expect(valid(usual, { backorderLimit: 3 })).toEqual(['whenSoldOut']);
  expect(valid(usual, { expectedAt: march })).toEqual(['whenSoldOut']);
});

it('takes orders beforehand up to a limit; for what is not out yet the limit may be what is there', () => {
  expect(valid(usual, { whenSoldOut: 'BACKORDER' })).toEqual(['backorderLimit']);
  expect(valid(usual, { whenSoldOut: 'PREORDER' })).toMatchObject({ backorderLimit: 0 });
});

it.each(['safetyStock', 'backorderLimit', 'lowStockAt'])('wants a number of pieces for %s', (name) => {
  expect(valid(backorder, { [name]: -1 })).toEqual([name]);
  expect(valid(backorder, { [name]: 1_000_001 })).toEqual([name]);
  expect(valid(backorder, { [name]: 1_000_000 })).toMatchObject({ [name]: 1_000_000 });
});

it('shifts what may be bought by what is sold beforehand, and by what is kept back', () => {
  expect(shiftOf(usual, { ...backorder, safetyStock: 4 })).toBe(6);
  expect(shiftOf({ ...backorder, safetyStock: 4 }, usual)).toBe(-6);
});

it('knows how many pieces are there', () => {
  expect(unreservedOf({ available: 6, safetyStock: 4, backorderLimit: 10 })).toBe(0);
  expect(unreservedOf({ available: 5, safetyStock: 4, backorderLimit: 10 })).toBe(-1);
});
