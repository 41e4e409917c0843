import { expect, it } from 'vitest';
import { PathSet } from './path-set.ts';

const paths = new PathSet([
  ['cart', 'lines', 1, 'variant'],
  ['me', 'email'],
]);

it.each([
  ['the path itself', ['cart', 'lines', 1, 'variant'], ['cart', 'lines', 1, 'variant'], true],
  ['what it leads to', ['cart', 'lines', 1, 'variant', 'sku'], ['cart', 'lines', 1, 'variant'], true],
  ['what leads to it', ['cart', 'lines'], undefined, true],
  ['the whole answer', [], undefined, true],
  ['a neighbour in a list', ['cart', 'lines', 10, 'variant'], undefined, false],
  ['a key that begins alike', ['me', 'emails'], undefined, false],
])('knows %s', (_what, path, start, touches) => {
  expect([paths.longestStartOf(path), paths.touches(path)]).toEqual([start, touches]);
});

it('holds nothing when it is empty', () => {
  expect(new PathSet([]).touches([])).toBe(false);
});
