import { expect, it } from 'vitest';
import { PathSet } from './path-set.ts';

const paths = new PathSet([
  ['cart', 'lines', 1, 'variant'],
  ['me', 'email'],
]);

it.each([
  ['the path itself', ['cart', 'lines', 1, 'variant'], true, true],
  ['what it leads to', ['cart', 'lines', 1, 'variant', 'sku'], true, true],
  ['what leads to it', ['cart', 'lines'], false, true],
  ['the whole answer', [], false, true],
  ['a neighbour in a list', ['cart', 'lines', 10, 'variant'], false, false],
  ['a key that begins alike', ['me', 'emails'], false, false],
])('knows %s', (_what, path, isBelow, touches) => {
  expect([paths.holdsStartOf(path), paths.touches(path)]).toEqual([isBelow, touches]);
});

it('holds nothing when it is empty', () => {
  expect(new PathSet([]).touches([])).toBe(false);
});
