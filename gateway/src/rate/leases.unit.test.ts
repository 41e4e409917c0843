import { expect, it } from 'vitest';
import { Leases } from './leases.ts';

const draw = (perSecond: number, capacity: number) => ({ key: 'a', points: 1, perSecond, capacity });

/** How many of so many draws need no asking, of a bucket that is full. */
function unasked(perSecond: number, capacity: number): number {
  const leases = new Leases();
  leases.learn({ key: 'a', perSecond }, 0);
  return Array.from({ length: capacity }, () => leases.tryDraw([draw(perSecond, capacity)], 1)).filter(
    (may) => may,
  ).length;
}

it('draws a tenth of a bucket without asking', () => {
  expect(unasked(100, 200)).toBe(20);
});

it.each([
  ['sign-ins of an address', 20 / 60, 20],
  ['sign-ins of a network', 200 / 60, 200],
  ['new guests of an address', 2, 120],
])('asks for each of the %s', (_what, perSecond, capacity) => {
  expect(unasked(perSecond, capacity)).toBe(0);
});

it('tells once what was drawn', () => {
  const leases = new Leases();
  leases.learn({ key: 'a', perSecond: 100 }, 0);
  leases.tryDraw([draw(100, 200)], 1);
  leases.tryDraw([draw(100, 200)], 1);
  expect(leases.debts()).toEqual([{ key: 'a', points: 2, perSecond: 100 }]);
  expect(leases.debts()).toEqual([]);
});
