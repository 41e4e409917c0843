import { hasGroonga, startTestGroonga, type TestGroonga } from '@cartwright/testing';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PagePlace } from '../../../listing/door.ts';
import type { EngineQuery } from '../../ports.ts';
import type { IndexedOffer, IndexedProduct, ProductIndexes } from '../indexed-product.ts';
import { noAttributes } from '../../rules/shown-attributes.ts';
import type { Prepared, RelevantText } from '../prepared.ts';
import type { ProductIndex } from '../product-index.ts';
import { groongaClient, type SendToGroonga } from './client.ts';
import { groongaIndex } from './groonga-index.ts';
import { groongaIndexes } from './groonga-indexes.ts';

const [mug, pot, odd] = ['1', '2', '3'].map((digit) => `01900000-0000-7000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
];
const usualOffer: IndexedOffer = {
  currency: 'EUR',
  amountMinor: 1_000,
  priceStep: 3,
  available: true,
  optionValues: [],
  attributeTerms: [],
  attributeNumbers: [],
};

function product(id: string, own: Partial<IndexedProduct> = {}): IndexedProduct {
  return {
    id,
    nameKey: 'mug',
    nameOrder: 'mug',
    words: { A: 'mug', B: '', C: '', D: '' },
    categoryId: 'c1',
    collectionIds: [],
    brand: '',
    tags: [],
    ratingAverage: 0,
    ratingCount: 0,
    createdAtMs: 1.5,
    inStock: true,
    salesScore: 0,
    attributeTerms: [],
    attributeNumbers: [],
    offers: [usualOffer],
    ...own,
  };
}

function prepared(filter: Partial<EngineQuery['filter']> = {}, own: Partial<EngineQuery> = {}): Prepared {
  const query: EngineQuery = {
    text: null,
    language: 'en',
    spelling: 'CORRECTED',
    synonyms: [],
    filter: { offer: { currency: 'EUR' }, ...filter },
    order: 'NEWEST',
    pinned: [],
    boosts: [],
    ...own,
  };
  return { query, filterable: ['width', 'material'], text: null };
}

let groonga: TestGroonga;
let send: SendToGroonga;
let index: ProductIndex;
let indexes: ProductIndexes;
const place = { after: null, direction: 'forward', limit: 10 } as const;

async function idsOf(asked: Prepared): Promise<string[]> {
  const { hits, total } = await index.page(asked, place);
  expect(await index.count(asked)).toBe(total);
  return hits.map(({ id }) => id).toSorted();
}

/** Makes an index of some products, and serves it. */
async function serve(...products: readonly IndexedProduct[]): Promise<string> {
  const name = newId();
  await indexes.create(name);
  await indexes.write(name, { products, goneIds: [] });
  await indexes.serve(name);
  await indexes.keepOnly([name]);
  return name;
}

describe.skipIf(!hasGroonga())('an index in Groonga, where it is installed (groonga-bin)', () => {
  beforeAll(async () => {
    groonga = await startTestGroonga();
    send = groongaClient({ url: groonga.url, timeoutMs: 10_000 });
    index = groongaIndex(send, 'shop');
    indexes = groongaIndexes(send, 'shop', newId);
  });
  afterAll(() => groonga.stop());

  it('asks one and the same variant for all that is asked of variants, and counts products', async () => {
    const sized = (size: string, amountMinor: number, available = true) => ({
      ...usualOffer,
      amountMinor,
      available,
      optionValues: [`Size\u001F${size}`],
    });
    await serve(
      product(mug, { offers: [sized('S', 500), sized('L', 900, false)] }),
      product(pot, {
        offers: [sized('L', 700), { ...sized('L', 800), optionValues: ['Size\u001FL', 'Hue\u001Fred'] }],
      }),
    );
    const large = [{ name: 'Size', values: ['L', 'XL'] }];
    const offer = { currency: 'EUR', options: large, availableForSale: true } as const;
    expect(await idsOf(prepared({ offer }))).toEqual([pot]);
    expect(await index.priceRange(prepared({ offer: { currency: 'EUR', options: large } }))).toEqual({
      minMinor: 700,
      maxMinor: 900,
    });
    const far = { currency: 'EUR', price: { minMinor: -1e30, maxMinor: 1e30 } } as const;
    expect(await idsOf(prepared({ offer: far }))).toEqual([mug, pot]);
    const cheap = { currency: 'EUR', options: large, price: { minMinor: null, maxMinor: 600 } } as const;
    expect(await idsOf(prepared({ offer: cheap }))).toEqual([]);
    const counts = await index.facetCounts(prepared(), noAttributes);
    expect(counts).toContainEqual({ facet: 'option', value: 'Size\u001FL', count: 2 });
    expect(counts).toContainEqual({ facet: 'option', value: 'Hue\u001Fred', count: 1 });
    expect(counts).toContainEqual({ facet: 'price', value: '3', count: 2 });
    expect(counts).toContainEqual({ facet: 'availability', value: 'false', count: 1 });
    const byPrice = await index.page(
      prepared({ offer: { currency: 'EUR', options: large } }, { order: 'PRICE_ASC' }),
      place,
    );
    expect(byPrice).toEqual({
      hits: [
        { id: pot, sort: [700, pot] },
        { id: mug, sort: [900, mug] },
      ],
      total: 2,
    });
  });

  it('narrows by ids, collections, and what products are said to be', async () => {
    const width = (number: number) => ({ attributeNumbers: [{ key: 'width', number }] });
    await serve(
      product(mug, { ...width(2), attributeTerms: ['material\u001Foak'], collectionIds: ['k1', 'k2'] }),
      product(pot, {
        attributeNumbers: [
          { key: 'width', number: 9 },
          { key: 'depth', number: 2 },
        ],
      }),
    );
    const attribute = (
      key: string,
      values: string[],
      ends: readonly [number | null, number | null] | null,
    ) => {
      const end = (number: number | null) => (number === null ? null : { number, typed: '' });
      const range = ends === null ? null : { min: end(ends[0]), max: end(ends[1]) };
      return prepared({ attributes: [{ key, values, range }] });
    };
    expect(await idsOf(attribute('width', [], [1.5, 2]))).toEqual([mug]);
    expect(await idsOf(attribute('width', [], [3, null]))).toEqual([pot]);
    expect(await idsOf(attribute('material', ['oak'], null))).toEqual([mug]);
    expect(await idsOf(attribute('material', ['oak'], [1, null]))).toEqual([]);
    expect(await idsOf(attribute('depth', [], [1, 3]))).toEqual([]);
    expect(await idsOf(prepared({ collectionId: 'k2' }))).toEqual([mug]);
    expect(await idsOf(prepared({ ids: [pot, odd] }))).toEqual([pot]);
    expect(await idsOf(prepared({ ids: [] }))).toEqual([]);
    const byPrice = await index.page(
      {
        ...attribute('width', [], [1, 3]),
        query: { ...attribute('width', [], [1, 3]).query, order: 'PRICE_DESC' },
      },
      place,
    );
    expect(byPrice.hits.map(({ id }) => id)).toEqual([mug]);
    const counts = await index.facetCounts(prepared(), { keys: ['material'], ofVariants: [] });
    expect(counts).toContainEqual({ facet: 'attribute', value: 'material\u001Foak', count: 1 });
  });

  it('takes names, values and words for nothing but texts', async () => {
    const brand = String.raw`O"Neill \ $(x) || true`;
    const words = String.raw`c++ a"b\c`;
    await serve(
      product(odd, { brand, nameOrder: brand.toLowerCase(), words: { A: words, B: '', C: '', D: '' } }),
      product(mug),
    );
    expect(await idsOf(prepared({ brands: [brand] }))).toEqual([odd]);
    const text: RelevantText = {
      tsquery: String.raw`'c++':A & 'a"b\c':A`,
      named: { tsquery: "'c++':A", phrase: String.raw`'c++':A <-> 'a"b\c':A`, key: 'mug' },
      pinned: [],
      boosts: [{ by: 'brand', values: [brand], weight: 3 }],
    };
    const named = await index.page({ ...prepared({}, { order: 'RELEVANCE' }), text }, place);
    expect(named).toEqual({ hits: [{ id: odd, sort: [3_000_000_006_000, odd] }], total: 1 });
    const after: PagePlace = { ...place, after: [brand.toLowerCase(), odd], direction: 'backward' };
    expect((await index.page(prepared({}, { order: 'NAME' }), after)).hits.map(({ id }) => id)).toEqual([
      mug,
    ]);
  });

  it('finds words as they are in texts of any length, not what begins with them or has them in it', async () => {
    const long = `${'word '.repeat(50_000)}last`;
    await serve(
      product(mug, { words: { A: 'mugs', B: '', C: '', D: '' } }),
      product(pot, { words: { A: '', B: '', C: '', D: long } }),
    );
    const searched = (tsquery: string) => ({
      ...prepared({}, { order: 'RELEVANCE' }),
      text: { tsquery, named: null, pinned: [], boosts: [] },
    });
    expect(await idsOf(searched("'mug'"))).toEqual([]);
    expect(await idsOf(searched("'word' <-> 'last'"))).toEqual([pot]);
  });

  it('keeps nothing of what a product was before, or of one that is gone', async () => {
    const second = { ...usualOffer, amountMinor: 9_000 };
    const name = await serve(product(mug, { offers: [usualOffer, second], tags: ['oak'] }), product(pot));
    await indexes.write(name, { products: [product(mug)], goneIds: [pot, odd] });
    expect(await idsOf(prepared())).toEqual([mug]);
    expect(await index.priceRange(prepared())).toEqual({ minMinor: 1_000, maxMinor: 1_000 });
    expect(await idsOf(prepared({ tags: ['oak'] }))).toEqual([]);
  });

  it('answers from one index or the next while one replaces the other', async () => {
    await serve(product(mug));
    const state = { isOver: false };
    const replace = async () => {
      for (const id of [pot, mug]) await serve(product(id));
      state.isOver = true;
    };
    const ask = async () => {
      let answers = 0;
      for (; !state.isOver; answers += 1) expect((await index.page(prepared(), place)).total).toBe(1);
      return answers;
    };
    const [answers] = await Promise.all([ask(), replace()]);
    expect(answers).toBeGreaterThan(0);
    const tables = JSON.stringify(await send({ name: 'table_list', arguments: { prefix: 'shop-' } }));
    expect(tables.match(/_products"/g)).toHaveLength(1);
  });

  it('says so when there is nothing to answer from, and when something is refused', async () => {
    const other = groongaIndexes(send, 'another', newId);
    await expect(other.ping()).rejects.toThrow('another_products');
    await indexes.ping();
    await expect(indexes.write('none', { products: [product(mug)], goneIds: [] })).rejects.toThrow(
      'none_products',
    );
    const away = groongaClient({ url: 'http://127.0.0.1:9', timeoutMs: 500 });
    await expect(groongaIndex(away, 'shop').count(prepared())).rejects.toThrow();
  });
});
