import { expect, it } from 'vitest';
import { missingPieces } from './missing-pieces.ts';

const shop = { id: 'shop', isDefault: true };
const annex = { id: 'annex', isDefault: false };
const level = (locationId: string, onHand: number, reserved: number) => ({ locationId, onHand, reserved });

it('is what is not there yet that no order holds, or what is too much', () => {
  const levels = [level('shop', 5, 2), level('annex', 1, 0)];
  expect(missingPieces(levels, { location: shop, available: 7 })).toBe(4);
  expect(missingPieces(levels, { location: annex, available: 0 })).toBe(-1);
  expect(missingPieces([], { location: annex, available: 3 })).toBe(3);
});

it('has those more come in at another location for which orders wait, and none where nothing comes in', () => {
  const levels = [level('shop', 0, 5)];
  expect(missingPieces(levels, { location: annex, available: 3 })).toBe(8);
  expect(missingPieces(levels, { location: annex, available: 0 })).toBe(0);
  expect(missingPieces(levels, { location: shop, available: 3 })).toBe(8);
});
