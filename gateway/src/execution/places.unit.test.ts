import { expect, it } from 'vitest';
import { pathOf, placesAt } from './places.ts';

const data = {
  orders: [
    { lines: [{ variant: { id: 'v1' } }, { variant: null }] },
    null,
    { lines: [{ variant: { id: 'v2' } }] },
  ],
  grid: [[{ id: 'g1' }], [{ id: 'g2' }]],
};
const pathsOf = (...path: (string | number)[]) =>
  placesAt([{ at: undefined, data }], path).map((place) => [...pathOf(place), place.data['id']].join('.'));

it('finds every object that a path leads to, through lists, and passes over what is null', () => {
  expect(pathsOf('orders', '@', 'lines', '@', 'variant')).toEqual([
    'orders.0.lines.0.variant.v1',
    'orders.2.lines.0.variant.v2',
  ]);
});

it('goes through lists of lists', () => {
  expect(pathsOf('grid', '@', '@')).toEqual(['grid.0.0.g1', 'grid.1.0.g2']);
});

it('finds nothing where nothing is', () => {
  expect(pathsOf('nowhere', '@')).toEqual([]);
  expect(pathsOf('constructor')).toEqual([]);
});
