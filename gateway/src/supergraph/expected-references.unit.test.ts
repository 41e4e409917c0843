import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { expectedReferences } from './expected-references.ts';

it('finds the fields whose entities should exist', () => {
  const sdl = `
    type CartLine { title: String!, variant: ProductVariant @join__field(graph: CARTS) @tag(name: "expected") }
    type Order { payment: Payment @tag(name: "internal"), customer: User @tag(name: "expected") }
  `;
  expect([...expectedReferences(parse(sdl))]).toEqual(['CartLine.variant', 'Order.customer']);
});
