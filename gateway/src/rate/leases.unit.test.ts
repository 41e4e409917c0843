import { expect, it } from 'vitest';
import { Leases } from './leases.ts';

const draw = (perSecond: number, capacity: number) => ({ key: 'a', points: 1, perSecond, capacity });

/** How many of so many draws need no asking, of a bucket that is full. */
function unasked(perSecond: number, capacity: number): number {
  const leases = new Leases();
  leases.ask([draw(perSecond, capacity)])([0]);
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
  leases.ask([draw(100, 200)])([0]);
  leases.tryDraw([draw(100, 200)], 1);
  leases.tryDraw([draw(100, 200)], 1);
  expect(leases.debts()).toEqual([{ key: 'a', points: 2, perSecond: 100 }]);
  expect(leases.debts()).toEqual([]);
});

it('draws no more than half a bucket unasked, whatever was told and not heard of meanwhile', () => {
  const leases = new Leases();
  leases.ask([draw(100, 200)])([0]);
  const earlier = leases.ask([draw(100, 200)]);
  let drawn = 0;
  for (let round = 0; round < 20; round += 1) {
    while (leases.tryDraw([draw(100, 200)], 1)) drawn += 1;
    leases.ask(leases.debts());
  }
  earlier([0]);
  expect(drawn).toBe(99);
  expect(leases.tryDraw([{ ...draw(100, 200), points: 2 }], 1)).toBe(false);
});

it('draws on once it has heard that there is room', () => {
  const leases = new Leases();
  leases.ask([draw(100, 200)])([0]);
  leases.ask([{ ...draw(100, 200), points: 150 }])([0]);
  expect(leases.tryDraw([draw(100, 200)], 1)).toBe(true);
});

it('forgets what was asked for and never answered', () => {
  const leases = new Leases();
  leases.ask([draw(100, 200)])([0]);
  leases.ask([{ ...draw(100, 200), points: 150 }])();
  expect(leases.tryDraw([draw(100, 200)], 1)).toBe(true);
});
