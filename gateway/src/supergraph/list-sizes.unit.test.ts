import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { listSizes } from './list-sizes.ts';

it('finds the lists that say how many items to reckon with', () => {
  const sdl = `
    type Cart { lines: [Line!]! @join__field(graph: CARTS) @listSize(assumedSize: 10), id: ID! }
    type Shop { countries: [Country!] @listSize(assumedSize: 240, requireOneSlicingArgument: false), all: [Cart] }
    type Page { nodes: [Cart!]! @listSize(slicingArguments: ["first"]) }
  `;
  expect([...listSizes(parse(sdl))]).toEqual([
    ['Cart.lines', 10],
    ['Shop.countries', 240],
  ]);
});
