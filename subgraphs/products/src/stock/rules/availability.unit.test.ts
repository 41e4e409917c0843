import { expect, it } from 'vitest';
import { announcedAvailable, availabilityStatus, expectedOf } from './availability.ts';

it.each([
  [0, 'OUT_OF_STOCK'],
  [1, 'LOW_STOCK'],
  [5, 'LOW_STOCK'],
  [6, 'IN_STOCK'],
] as const)('calls %i pieces %s', (available, status) => {
  expect(availabilityStatus({ available, backorderLimit: 0, whenSoldOut: 'DENY' })).toBe(status);
});

it.each([
  [16, 'IN_STOCK'],
  [15, 'LOW_STOCK'],
  [11, 'LOW_STOCK'],
  [10, 'BACKORDER'],
  [1, 'BACKORDER'],
  [0, 'OUT_OF_STOCK'],
  [-3, 'OUT_OF_STOCK'],
] as const)('calls %i pieces %s where ten may be sold beforehand', (available, status) => {
  expect(availabilityStatus({ available, backorderLimit: 10, whenSoldOut: 'BACKORDER' })).toBe(status);
});

it('calls what is not out yet a pre-order, though it is there', () => {
  const isPreorder = { backorderLimit: 10, whenSoldOut: 'PREORDER' } as const;
  expect([0, 1, 99].map((available) => availabilityStatus({ ...isPreorder, available }))).toEqual([
    ...['OUT_OF_STOCK', 'PREORDER', 'PREORDER'],
  ]);
});

it('says when something is expected as long as it is not there', () => {
  const expectedAt = new Date('2027-03-01T00:00:00Z');
  const level = { backorderLimit: 10, whenSoldOut: 'BACKORDER', expectedAt } as const;
  expect([0, 10, 11].map((available) => expectedOf({ ...level, available }))).toEqual([
    null,
    expectedAt,
    null,
  ]);
});

it('announces a hundred pieces at most, and none where there are less than none', () => {
  expect([-1, 0, 99, 100, 101].map(announcedAvailable)).toEqual([0, 0, 99, 100, 100]);
});
