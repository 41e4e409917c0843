import { buildSchema, getIntrospectionQuery, getOperationAST, getVariableValues, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkDocumentSize } from './check-document-size.ts';
import { checkOperationCost } from './check-operation-cost.ts';
import { estimateCost } from './estimate-cost.ts';
import { fragmentsOf } from './document-size.ts';
import type { OperationLimits } from './operation-limits.ts';

const schema = buildSchema(`
  type Query {
    products(first: Int = 20, search: Search, last: Int, before: String): Connection
    tags: [Tag!]!
    nodes(ids: [ID!]!): [Product]
    product: Product
    search(input: Search): Found
  }
  type Found { products: Connection }
  input Search { text: String, first: Int = 10, last: Int }
  type Mutation { touch: Product, add(ids: [ID!]!): Product }
  type Connection { nodes: [Product!]!, edges: [Edge!]!, totalCount: Int! }
  type Edge { node: Product! }
  type Product { id: ID!, reviews(first: Int = 10): Connection, related: [Product!]!, parts: [Product!]! }
  type Tag { name: String! }
`);
const roomy: OperationLimits = {
  maxTokens: 1000,
  maxDepth: 10,
  maxAliases: 10,
  maxRootMutations: 3,
  maxSelections: 1000,
  maxCost: 1_000_000,
  maxPageSize: 100,
};

function check(
  source: string,
  limits: Partial<OperationLimits> = {},
  variables: Record<string, unknown> = {},
) {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('no operation');
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const listSizes = new Map([['Product.parts', 30]]);
  const costed = { schema, operation, fragments: fragmentsOf(document), listSizes, variables: coerced };
  const all = { ...roomy, ...limits };
  const error = checkDocumentSize(document, all) ?? checkOperationCost(estimateCost(costed), all);
  return error?.extensions;
}

/** What an operation costs: refused with the figure where nothing is allowed. */
function cost(source: string, variables?: Record<string, unknown>) {
  return check(source, { maxCost: 0 }, variables)?.['actual'];
}

it('lets through what is within every limit', () => {
  expect(check('{ products { nodes { id } } }')).toBeUndefined();
});

it.each([
  ['depth', '{ product { related { related { id } } } }', { maxDepth: 3 }, 4],
  ['aliases', '{ a: product { id } b: product { id } }', { maxAliases: 1 }, 2],
  ['selections', '{ product { id ...F } } fragment F on Product { id }', { maxSelections: 3 }, 4],
  ['root mutations', 'mutation { touch { id } add(ids: []) { id } }', { maxRootMutations: 1 }, 2],
  ['page size', '{ products(first: 101) { totalCount } }', {}, 101],
  ['cost', '{ products(first: 100) { nodes { id } } }', { maxCost: 100 }, 101],
])('refuses too much %s and says how much it was', (limit, source, limits, actual) => {
  expect(check(source, limits)).toMatchObject({ code: 'BAD_USER_INPUT', limit, actual });
});

it('does not count the root fields of a query as mutations', () => {
  expect(check('{ a: tags { name } b: tags { name } }', { maxRootMutations: 1 })).toBeUndefined();
});

describe('introspection', () => {
  const nested = (levels: number): string =>
    levels === 0
      ? 'name'
      : `name args { name type { ${'ofType { name '.repeat(levels)} ${'}'.repeat(levels)} } }`;

  it('costs no subgraph anything', () => {
    expect(cost(getIntrospectionQuery())).toBeUndefined();
  });

  it('is let through as code generators ask for it, and not when it asks for much more', () => {
    expect(
      check(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }), { maxAliases: 0 }),
    ).toBeUndefined();
    expect(check(`{ __schema { types { fields { ${nested(300)} } } } }`)).toMatchObject({
      limit: 'introspection',
    });
  });

  it('counts what a fragment asks for wherever it is spread, and not what is left out', () => {
    const spreads = (condition: string) =>
      `query ($no: Boolean = false) {
        __schema { types { fields { ...F args { ...G ${condition} } } } }
      }
      fragment F on __Field { ${nested(200)} }
      fragment G on __InputValue { type { ${'ofType { name '.repeat(200)} ${'}'.repeat(200)} } }`;
    expect(check(spreads(''))).toMatchObject({ limit: 'introspection' });
    expect(check(spreads('@include(if: $no)').replace('...F', 'name'))).toBeUndefined();
  });
});

describe('cost', () => {
  it('multiplies a connection by its page', () => {
    expect(cost('{ products(first: 7) { nodes { id } totalCount } }')).toBe(1 + 7);
  });

  it('takes the default of the schema where the client gives no page', () => {
    expect(cost('{ products { edges { node { id } } } }')).toBe(1 + 20 * 2);
  });

  it('takes that default for a null, too', () => {
    expect(cost('{ products(first: null) { edges { node { id } } } }')).toBe(1 + 20 * 2);
    expect(cost('query ($n: Int) { products(first: $n) { nodes { id } } }', { n: null })).toBe(1 + 20);
    expect(cost('{ products(first: 1, search: { first: null }) { nodes { id } } }')).toBe(11);
  });

  it('reads the page from a variable', () => {
    const source = 'query ($n: Int) { products(first: $n) { nodes { id } } }';
    expect(cost(source, { n: 50 })).toBe(51);
  });

  it('reads the page out of an input object, its default too', () => {
    expect(cost('{ products(first: 1, search: { text: "x", first: 30 }) { nodes { id } } }')).toBe(31);
    expect(cost('{ products(first: 1, search: { text: "x" }) { nodes { id } } }')).toBe(11);
  });

  it('counts a page from the end of a list as one from its start', () => {
    for (const size of [0, 5, 100]) {
      const of = (argument: string) => `{ products(${argument}: ${size}) { edges { node { id } } } }`;
      expect(cost(of('last'))).toBe(cost(of('first')));
    }
    const source = 'query ($n: Int, $m: Int) { products(first: $m, last: $n) { nodes { id } } }';
    expect(cost(source, { n: 5 })).toBe(6);
    expect(cost(source, { n: 100, m: null })).toBe(101);
    expect(cost(source, { n: null })).toBe(21);
    expect(cost('{ products(before: "x") { nodes { id } } }')).toBe(21);
    expect(check('{ products(last: 101) { totalCount } }')).toMatchObject({
      limit: 'page size',
      actual: 101,
    });
  });

  it('multiplies nested pages', () => {
    expect(cost('{ products(first: 10) { nodes { reviews(first: 20) { nodes { id } } } } }')).toBe(
      1 + 10 * (1 + 1 + 20),
    );
  });

  it('assumes five for a list without a page', () => {
    expect(cost('{ tags { name } }')).toBe(5);
  });

  it('takes what the schema says of such a list', () => {
    expect(cost('{ product { parts { id } } }')).toBe(1 + 30);
  });

  it('counts a fragment as often as it is spread', () => {
    expect(cost('{ a: product { ...F } b: product { ...F } } fragment F on Product { related { id } }')).toBe(
      12,
    );
  });

  it('counts what is sent in lists, variables included', () => {
    const source = 'mutation ($ids: [ID!]!) { add(ids: $ids) { id } }';
    expect(cost(source, { ids: ['1', '2', '3'] })).toBe(1 + 3);
  });

  it('reckons with as many objects of a list as ids are given', () => {
    const source = 'query ($ids: [ID!]!) { nodes(ids: $ids) { related { id } } }';
    expect(cost(source, { ids: ['1', '2', '3'] })).toBe(3 + 3 * (1 + 5));
    expect(cost('{ nodes(ids: []) { id } product { id } }')).toBe(1);
  });

  it('leaves variables that do not fit their types to execution', () => {
    expect(
      check('query ($n: Int) { products(first: $n) { totalCount } }', {}, { n: 'many' }),
    ).toBeUndefined();
  });

  it('finds a page too large in a variable of a nested field', () => {
    const source = 'query ($n: Int) { product { reviews(first: $n) { nodes { id } } } }';
    expect(check(source, {}, { n: 1000 })).toMatchObject({ limit: 'page size', actual: 1000 });
  });
});

it('counts the page of a result by the size that its search asked for', () => {
  const search = 'query ($n: Int) { search(input: { first: $n }) { products { nodes { id } } } }';
  expect([cost(search, { n: 100 }), cost(search, { n: null }), cost(search)]).toEqual([102, 12, 12]);
  const back = 'query ($s: Search) { search(input: $s) { products { nodes { id } } } }';
  expect([cost(back, { s: { last: 100 } }), cost(back, { s: { last: 3 } })]).toEqual([102, 5]);
});
