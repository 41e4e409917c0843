import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { tagsIn } from './answer-places.ts';
import { answerPolicy } from './answer-policy.ts';
import { cacheHints } from './cache-hints.ts';

const sdl = `
  directive @cacheControl(maxAge: Int, tags: [String!]) on FIELD_DEFINITION | OBJECT
  type Query {
    product: Product @cacheControl(maxAge: 60)
    found: [Edge!] @cacheControl(maxAge: 60)
  }
  type Edge @cacheControl(maxAge: 60) {
    node: Product!
    cheapest: Int @cacheControl(maxAge: 5, tags: ["prices"])
  }
  type Product @cacheControl(maxAge: 60) {
    id: ID!
    price: Int @cacheControl(maxAge: 5, tags: ["prices"])
  }`;

function tagsOf(query: string, data: unknown): string[] {
  const document = parse(query);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const hints = cacheHints(parse(sdl));
  const policy = answerPolicy({ schema: buildSchema(sdl), hints, document, operation });
  if (policy.kind === 'private') throw new Error(policy.reason);
  return [...policy.wholly, ...tagsIn(data, policy.places)];
}

it('an answer is about the things whose ids it has', () => {
  const data = { product: { id: 'p1', price: 5 } };
  expect(tagsOf('{ product { id price } }', data)).toEqual(['prices:Product:p1']);
});

it.each([
  ['a fragment', '{ product { ... @include(if: false) { id } price } }', { product: { price: 5 } }],
  [
    'a spread',
    '{ product { ...F @skip(if: true) price } } fragment F on Product { id }',
    { product: { price: 5 } },
  ],
  [
    'the field above',
    'query ($no: Boolean = false) { product @include(if: $no) { id } product { price } }',
    { product: { price: 5 } },
  ],
  ['the node of an edge', '{ found { node @skip(if: true) { id } cheapest } }', { found: [{ cheapest: 5 }] }],
])('any change concerns an answer whose id is left out with %s', (_what, query, data) => {
  expect(tagsOf(query, data)).toEqual(['prices:*']);
});

it('an id that is left out in one place is found in another', () => {
  const query = '{ product { ... @include(if: false) { key: id } id price } }';
  expect(tagsOf(query, { product: { id: 'p1', price: 5 } })).toEqual(['prices:Product:p1']);
});
