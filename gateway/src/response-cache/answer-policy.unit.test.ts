import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { answerPolicy } from './answer-policy.ts';
import { cacheHints } from './cache-hints.ts';

const sdl = `
  directive @cacheControl(maxAge: Int, tags: [String!], whole: Boolean, variesBy: [String!], private: Boolean) on FIELD_DEFINITION | OBJECT
  type Query {
    notes: [Note!] @cacheControl(maxAge: 60, tags: ["products"], whole: true)
  }
  type Note {
    text: String
    reference: Reference
    item: Item
    viewerOpinion: String @cacheControl(private: true)
  }
  interface Item {
    price: Int
    maker: Maker
  }
  type Gift implements Item {
    price: Int
    maker: Maker @cacheControl(maxAge: 60, whole: true)
  }
  type Maker {
    name: String
  }
  type Reference {
    targetId: ID
    product: Product @cacheControl(maxAge: 30, tags: ["products"])
  }
  type Product implements Item @cacheControl(maxAge: 60, tags: ["products"]) {
    id: ID!
    maker: Maker
    price: Int @cacheControl(maxAge: 5, tags: ["prices"], variesBy: ["x-country"])
    cost: Int @cacheControl(private: true)
  }`;

function policyOf(query: string) {
  const document = parse(query);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return answerPolicy({ schema: buildSchema(sdl), hints: cacheHints(parse(sdl)), document, operation });
}

it('what is kept as a whole is kept with all below it that says nothing itself', () => {
  expect(policyOf('{ notes { text reference { targetId } } }')).toMatchObject({
    kind: 'public',
    ...{ maxAgeSeconds: 60, variesBy: [], topics: new Set(['products']) },
  });
});

it('what says something itself within a whole is kept by that, and so is all below it', () => {
  expect(policyOf('{ notes { text reference { product { id price } } } }')).toMatchObject({
    kind: 'public',
    ...{ maxAgeSeconds: 5, variesBy: ['x-country'], topics: new Set(['products', 'prices']) },
  });
  expect(policyOf('{ notes { reference { product { cost } } } }')).toEqual({
    kind: 'private',
    reason: 'Product.cost',
  });
});

it('what is for whoever asked is never kept, whatever it lies within', () => {
  expect(policyOf('{ notes { text viewerOpinion } }')).toEqual({
    kind: 'private',
    reason: 'Note.viewerOpinion',
  });
});

it('what one type of an interface says counts within a whole, though another one says nothing', () => {
  expect(policyOf('{ notes { item { price } } }')).toMatchObject({
    kind: 'public',
    ...{ maxAgeSeconds: 5, variesBy: ['x-country'], topics: new Set(['products', 'prices']) },
  });
});

it('below an interface all is kept that says nothing itself only where each of its types says so', () => {
  expect(policyOf('{ notes { item { ... on Gift { maker { name } } } } }')).toMatchObject({ kind: 'public' });
  expect(policyOf('{ notes { item { maker { name } } } }')).toEqual({
    kind: 'private',
    reason: 'Maker.name',
  });
});
