import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addProduct } from '../../test/add-product.ts';
import { mutate, type MutationResult } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
});
afterAll(() => products[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const table of ['search_settings', 'search_pins'])
    await products.sql.$executeRawUnsafe(`DELETE FROM ${table}`);
});

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const faults = '... on InvalidInputError { fields { path code } }';
const settings = `settings {
  synonyms { groups { phrases isOneWay } version } stopWords { words version }
  boosts { boosts { kind value weight product { id } category { id } } version } }`;
const names = {
  Synonyms: 'searchSynonymsUpdate',
  StopWords: 'searchStopWordsUpdate',
  Boosts: 'searchBoostsUpdate',
} as const;
const update = (part: keyof typeof names, input: object, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: names[part],
    input,
    selection: `... on Search${part}UpdateSuccess { ${settings} } ... on SearchSettingsChangedError { ${settings} } ${faults}`,
  });
const pinned = 'pins { id query productIds products { id } version }';
const pin = (input: object, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'searchPinsSet',
    input,
    selection: `... on SearchPinsSetSuccess { ${pinned} } ... on SearchPinsChangedError { current${pinned.replace('p', 'P')} }
      ... on ProductNotFoundError { productId } ${faults}`,
  });
const unpin = (input: object) =>
  mutate(products, staff, {
    name: 'searchPinsDelete',
    input,
    selection: `... on SearchPinsDeleteSuccess { searchPinsId } ... on SearchPinsNotFoundError { searchPinsId }
      ... on SearchPinsChangedError { current${pinned.replace('p', 'P')} } ${faults}`,
  });
const pinsOf = (result: MutationResult) => result['pins'] as { id: string; version: number };

async function found(input: object): Promise<string[]> {
  const { data, errors } = await products.graphql<{
    productSearch: { products: { nodes: { id: string }[] } };
  }>(
    null,
    'query ($input: ProductSearchInput!) { productSearch(input: $input) { products { nodes { id } } } }',
    { input },
  );
  expect(errors).toBeUndefined();
  return data.productSearch.products.nodes.map(({ id }) => id);
}

/** Settings are known within a second. */
const eventuallyFound = (input: object) => expect.poll(() => found(input), { timeout: 5_000 });

describe('shoppers find', () => {
  let lamp: string;
  let torch: string;
  beforeAll(async () => {
    lamp = await addProduct(products, { name: 'Quondam Lamp' });
    torch = await addProduct(products, { name: 'Yclept Torch' });
  });

  it('what their words stand for, and what is pinned, first', async () => {
    expect(await found({ query: 'flashlight', spelling: 'CORRECTED' })).toEqual([]);
    await update('Synonyms', { version: 0, groups: [{ phrases: ['flashlight', 'yclept torch'] }] });
    await eventuallyFound({ query: 'Flashlight' }).toEqual([torch]);
    await pin({ query: 'flashlight', productIds: [lamp] });
    await eventuallyFound({ query: 'flashlight' }).toEqual([lamp, torch]);
    expect(await found({ query: 'flashlight', spelling: 'AS_TYPED' })).toEqual([]);
  });

  it('without the words that staff want passed over', async () => {
    expect(await found({ query: 'tax lamp' })).not.toEqual([]);
    await update('StopWords', { version: 0, words: ['quondam'] });
    await eventuallyFound({ query: 'quondam torch' }).toEqual([torch]);
  });

  it('what is boosted earlier', async () => {
    const others = [
      await addProduct(products, { name: 'Zymurgist One' }),
      await addProduct(products, { name: 'Zymurgist Two' }),
    ];
    await eventuallyFound({ query: 'zymurgist' }).toHaveLength(2);
    const [first = '', second = ''] = await found({ query: 'zymurgist' });
    expect([first, second].toSorted()).toEqual(others.toSorted());
    await update('Boosts', { version: 0, boosts: [{ kind: 'PRODUCT', value: second, weight: 3 }] });
    await eventuallyFound({ query: 'zymurgist' }).toEqual([second, first]);
  });
});

describe('a part of the settings', () => {
  it('is what staff gave last, with its version, and the trail says what came and went', async () => {
    const [one, two] = [
      { phrases: ['sofa', 'couch'], isOneWay: false },
      { phrases: ['footwear', 'boots'], isOneWay: true },
    ];
    const made = await update('Synonyms', { version: 0, groups: [one, two] });
    expect(made).toMatchObject({ settings: { synonyms: { groups: [one, two], version: 1 } } });
    expect(await update('Synonyms', { version: 1, groups: [two], reason: 'No sofas.' })).toMatchObject({
      settings: { synonyms: { groups: [two], version: 2 } },
    });
    expect(await update('Synonyms', { version: 2, groups: [two] })).toMatchObject({
      settings: { synonyms: { version: 2 } },
    });
    const { data } = await products.graphql(
      staff,
      `{ searchSettings { synonyms { version } stopWords { words version } } }`,
    );
    expect(data).toEqual({
      searchSettings: { synonyms: { version: 2 }, stopWords: { words: [], version: 0 } },
    });
    const entries = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT target, reason, before, after FROM audit.entries WHERE operation = 'searchSynonymsUpdate' ORDER BY position`,
    );
    expect(entries.at(-1)).toEqual({
      target: 'SYNONYMS',
      reason: 'No sofas.',
      before: { version: 1, removed: [one] },
      after: { version: 2, added: [] },
    });
    const messages = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT FROM messaging.outbox WHERE type = 'catalog.search-settings-changed.v1'`,
    );
    expect(messages.length).toBeGreaterThan(1);
  });

  it('is not changed by who has not read what another one changed', async () => {
    const both = await Promise.all(
      ['cheap', 'best'].map((word) => update('StopWords', { version: 0, words: [word] })),
    );
    expect(both.map((one) => one['__typename']).toSorted()).toEqual([
      'SearchSettingsChangedError',
      'SearchStopWordsUpdateSuccess',
    ]);
    expect(await update('StopWords', { version: 7, words: [] })).toMatchObject({
      settings: { stopWords: { version: 1 } },
    });
  });

  it.each([
    ['Synonyms', { groups: [{ phrases: ['one'] }] }, 'groups.0.phrases', 'TOO_SHORT'],
    ['Synonyms', { groups: [{ phrases: ['Sofa', 'sofá'] }] }, 'groups.0.phrases', 'INVALID_VALUE'],
    ['Synonyms', { groups: [{ phrases: ['a b c d e', 'x'] }] }, 'groups.0.phrases.0', 'TOO_LONG'],
    ['Synonyms', { groups: [{ phrases: ['!', 'x'] }] }, 'groups.0.phrases.0', 'INVALID_FORMAT'],
    ['StopWords', { words: ['two words'] }, 'words.0', 'INVALID_FORMAT'],
    ['StopWords', { words: ['a', 'A'] }, 'words', 'INVALID_VALUE'],
    ['Boosts', { boosts: [{ kind: 'TAG', value: 'a', weight: 11 }] }, 'boosts.0.weight', 'OUT_OF_RANGE'],
    ['Boosts', { boosts: [{ kind: 'PRODUCT', value: 'a', weight: 2 }] }, 'boosts.0.value', 'INVALID_FORMAT'],
    [
      'Boosts',
      { boosts: [{ kind: 'PRODUCT', value: uuidv7(), weight: 2 }] },
      'boosts.0.value',
      'INVALID_VALUE',
    ],
    [
      'Boosts',
      { boosts: [{ kind: 'CATEGORY', value: uuidv7(), weight: 2 }] },
      'boosts.0.value',
      'INVALID_VALUE',
    ],
    [
      'Boosts',
      { boosts: [1, 2].map((weight) => ({ kind: 'TAG', value: 'a', weight })) },
      'boosts',
      'INVALID_VALUE',
    ],
  ] as const)('is refused where it makes no sense: %s %j', async (part, input, path, code) => {
    expect(await update(part, { version: 0, ...input })).toMatchObject({
      fields: [{ path: path.split('.'), code }],
    });
  });
});

describe('pinned products', () => {
  it('are set, set anew and taken away by who has read them', async () => {
    const id = await addProduct(products, { name: 'Pinned' });
    const first = pinsOf(await pin({ query: 'Blue mug', productIds: [id, id.toUpperCase()] }));
    expect(first).toMatchObject({ query: 'Blue mug', productIds: [id], products: [{ id }], version: 1 });
    expect(await pin({ query: 'blue  MUG!', productIds: [id] })).toMatchObject({
      __typename: 'SearchPinsChangedError',
      currentPins: { id: first.id },
    });
    const second = await pin({ query: 'blue mug', productIds: [id], version: 1 });
    expect(second).toMatchObject({ pins: { id: first.id, query: 'blue mug', version: 2 } });
    expect(await unpin({ id: first.id, version: 1 })).toMatchObject({ currentPins: { version: 2 } });
    expect(await unpin({ id: first.id, version: 2 })).toMatchObject({ searchPinsId: first.id });
    expect(await unpin({ id: first.id, version: 2 })).toMatchObject({
      __typename: 'SearchPinsNotFoundError',
    });
    expect(await pin({ query: 'blue mug', productIds: [id], version: 2 })).toMatchObject({
      currentPins: null,
    });
  });

  it('are products that there are, for a query that says something', async () => {
    const productId = uuidv7();
    expect(await pin({ query: 'mug', productIds: [productId] })).toMatchObject({ productId });
    expect(await pin({ query: '?!', productIds: [productId] })).toMatchObject({
      fields: [{ path: ['query'], code: 'INVALID_FORMAT' }],
    });
    expect(await pin({ query: '\uFDFA'.repeat(100), productIds: [productId] })).toMatchObject({
      fields: [{ path: ['query'], code: 'TOO_LONG' }],
    });
    expect(await pin({ query: 'mug', productIds: [] })).toMatchObject({
      fields: [{ path: ['productIds'], code: 'TOO_SHORT' }],
    });
  });

  it('are listed, by product too, either way', async () => {
    const [one, two] = [
      await addProduct(products, { name: 'One' }),
      await addProduct(products, { name: 'Two' }),
    ];
    for (const [query, productIds] of [
      ['first', [one]],
      ['second', [one, two]],
      ['third', [two]],
    ] as const)
      await pin({ query, productIds });
    const list = async (args: string) => {
      const { data } = await products.graphql<{
        searchPins: { nodes: { query: string }[]; totalCount: number };
      }>(staff, `{ searchPins(${args}) { nodes { query } totalCount } }`);
      return [data.searchPins.totalCount, ...data.searchPins.nodes.map(({ query }) => query)];
    };
    expect(await list('first: 2')).toEqual([3, 'third', 'second']);
    expect(await list('sort: OLDEST, last: 1')).toEqual([3, 'third']);
    expect(await list(`filters: { productIds: ["${one}"] }`)).toEqual([2, 'second', 'first']);
    expect(await list('filters: { productIds: ["none"] }')).toEqual([0]);
    expect(await list('filters: { productIds: [] }, first: 1')).toEqual([3, 'third']);
  });
});

it.each([
  [null, 'UNAUTHENTICATED'],
  [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
] as const)('nobody like %j says how searches are read', async (viewer, code) => {
  expect(await update('StopWords', { version: 0, words: [] }, viewer)).toEqual({ code });
  expect(await pin({ query: 'mug', productIds: [uuidv7()] }, viewer)).toEqual({ code });
});
