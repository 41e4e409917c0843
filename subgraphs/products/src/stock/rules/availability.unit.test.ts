import { expect, it } from 'vitest';
import { availabilityStatus, announcedAvailable } from './availability.ts';

it.each([
  [0, 'OUT_OF_STOCK'],
  [1, 'LOW_STOCK'],
  [5, 'LOW_STOCK'],
  [6, 'IN_STOCK'],
] as const)('calls %i pieces %s', (available, status) => {
  expect(availabilityStatus(available)).toBe(status);
});

it('announces a hundred pieces at most', () => {
  expect([99, 100, 101].map(announcedAvailable)).toEqual([99, 100, 100]);
});
