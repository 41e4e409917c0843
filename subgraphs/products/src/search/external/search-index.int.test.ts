import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEngineShop } from '../../../test/engine-shop.ts';
import type { PagePlace } from '../../listing/door.ts';
import type { EngineQuery } from '../ports.ts';
import type { EngineUnderTest } from '../engine-suite/engine-under-test.ts';
import type { Prepared } from './prepared.ts';
import type { IndexPage, ProductIndex } from './product-index.ts';
import { registerIndex, serveIndex } from '../repository/search-indexes.ts';
import { searchIndex } from './search-index.ts';

/** An index that gives the pages that it is told to, and keeps what it is asked. */
class ToldIndex implements ProductIndex {
  asked: { readonly prepared: Prepared; readonly place: PagePlace }[] = [];
  pages: IndexPage[] = [];
  counting = { now: 0, most: 0 };

  page: ProductIndex['page'] = (prepared, place) => {
    this.asked.push({ prepared, place });
    return Promise.resolve(this.pages.shift() ?? page(0));
  };
  count = async ({ query: { filter } }: Prepared) => {
    this.counting.now += 1;
    this.counting.most = Math.max(this.counting.most, this.counting.now);
    await Promise.resolve();
    this.counting.now -= 1;
    return filter.minimumRating ?? 20_000;
  };
  facetCounts = () => Promise.resolve([]);
  priceRange = () => Promise.resolve(null);
}

let shop: EngineUnderTest;
const index = new ToldIndex();
/** How many statements were asked. */
let statements = 0;
const counted: KyselyPlugin = {
  transformQuery: ({ node }) => {
    statements += 1;
    return node;
  },
  transformResult: ({ result }) => Promise.resolve(result),
};

beforeAll(async () => {
  shop = await openEngineShop(({ database, typedTexts }) => ({
    engine: searchIndex({
      database: { ...database, statements: database.statements.withPlugin(counted) },
      typedTexts,
      index,
      keyMark: 'told',
    }),
    settled: () => Promise.resolve(),
    rebuild: async () => {
      await database.statements.deleteFrom('searchIndexes').execute();
      await registerIndex(database.statements, 'told', new Date());
      await database.transaction((tx) => serveIndex(tx, 'told'));
    },
  }));
});
afterAll(() => shop[Symbol.asyncDispose]());

function find(query: Partial<EngineQuery>) {
  const usual = {
    text: null,
    language: 'en',
    spelling: 'CORRECTED',
    synonyms: [],
    pinned: [],
    boosts: [],
  } as const;
  const filter = { offer: { currency: 'EUR' } } as const;
  return shop.engine.find({ ...usual, filter, order: 'NEWEST', ...query });
}

function page(total: number, ...hits: readonly (readonly [string, number])[]): IndexPage {
  return { total, hits: hits.map(([id, place]) => ({ id, sort: [place, id] })) };
}

it('fills a page up where products are not shown any more, and gives keys that lead on', async () => {
  const ids = [];
  for (const name of ['Mug', 'Pot', 'Bowl']) ids.push(await shop.sell({ name }));
  const [mug = '', pot = '', bowl = ''] = ids;
  await shop.withdraw(pot);
  [index.asked, index.pages] = [[], [page(3, [mug, 3], [pot, 2]), page(3, [bowl, 1])]];
  const found = find({});
  const { products, counted } = await found.page({ after: null, direction: 'forward', limit: 2 });
  expect(products.map(({ id, key }) => [id, key])).toEqual([
    [mug, ['told', 3, mug]],
    [bowl, ['told', 1, bowl]],
  ]);
  expect(products[0]?.revision).toEqual(expect.any(String));
  expect(counted).toBe(3);
  expect(index.asked.map(({ place }) => place)).toMatchObject([
    { limit: 2, after: null },
    { limit: 1, after: [2, pot] },
  ]);
  const key = found.keySchema().parse(products[1]?.key);
  expect(key).toEqual(['told', 1, bowl]);
  expect(() => found.keySchema().parse(['other', 1, bowl])).toThrow();
  await found.page({ after: key, direction: 'forward', limit: 2 });
  expect(index.asked.at(-1)?.place.after).toEqual([1, bowl]);
});

it('counts no more than any engine does', async () => {
  expect(await find({}).count()).toBe(10_000);
});

it('counts within many filters, in their order, of which it reads once what they need, and some at a time', async () => {
  index.counting = { now: 0, most: 0 };
  const filters = Array.from(
    { length: 20 },
    (_, at) =>
      ({
        minimumRating: at + 1,
        attributes: [{ key: `number-${at}`, values: ['1'], range: null }],
        offer: { currency: 'EUR' },
      }) as const,
  );
  statements = 0;
  const counts = await find({}).countWithin(filters);
  expect(counts).toEqual(filters.map(({ minimumRating }) => minimumRating));
  expect(statements).toBe(1);
  expect(index.counting.most).toBe(8);
});

it('searches for what PostgreSQL has read out of a text', async () => {
  await shop.sell({ name: 'Walnut Tray' });
  index.asked = [];
  const found = find({ text: 'wallnut trays', order: 'RELEVANCE' });
  await found.page({ after: null, direction: 'forward', limit: 2 });
  expect((await found.interpretation())?.didYouMean).toBe('walnut trays');
  const text = index.asked[0]?.prepared.text;
  for (const word of ['walnut', 'tray']) expect(text?.tsquery).toContain(word);
  expect(text?.named?.key).toBe('walnuttrays');
});

it('asks an index what variants are once it is one that says so', async () => {
  const offer = { currency: 'EUR', attributes: [{ key: 'dye', values: ['red'], range: null }] } as const;
  const sold = find({ filter: { offer: { currency: 'EUR', availableForSale: true } } });
  const shown = { keys: ['dye'], ofVariants: ['dye'] };
  const message = 'does not say yet what variants are';
  await expect(find({ filter: { offer } }).count()).rejects.toThrow(message);
  await expect(sold.facetCounts(shown)).rejects.toThrow(message);
  expect(await sold.facetCounts({ keys: ['dye'], ofVariants: [] })).toEqual([]);
  expect(await find({}).facetCounts(shown)).toEqual([]);
  await shop.rebuild();
  expect(await find({ filter: { offer } }).count()).toBe(10_000);
  expect(await sold.facetCounts(shown)).toEqual([]);
});
