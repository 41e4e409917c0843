import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import type { EngineQuery, Found, SearchEngine } from './ports.ts';

/** A product that a suite sells, of one variant. */
export interface SoldProduct {
  readonly name: string;
  readonly description?: string;
  readonly brand?: string;
  readonly tags?: readonly string[];
  /** The place of its category among those of the engine under test: 0 or 1. */
  readonly category?: 0 | 1;
  readonly priceMinor?: number;
  readonly pieces?: number;
  readonly size?: string;
  /** The sum and the number of its ratings. */
  readonly rating?: readonly [number, number];
  readonly status?: 'PUBLISHED' | 'DRAFT';
}

/** A search engine under test, with a shop that it knows. */
export interface EngineUnderTest extends AsyncDisposable {
  readonly engine: SearchEngine;
  /** The ids of the two categories that there are. */
  readonly categoryIds: readonly [string, string];
  /** Sells a product, which the engine knows of when `settled` ends. @returns its id */
  readonly sell: (product: SoldProduct) => Promise<string>;
  /** Puts products into a new collection. @returns its id */
  readonly collect: (productIds: readonly string[]) => Promise<string>;
  readonly rename: (productId: string, name: string) => Promise<void>;
  /** Takes it out of what shoppers see. */
  readonly withdraw: (productId: string) => Promise<void>;
  /** Ends when the engine knows of everything that was written. */
  readonly settled: () => Promise<void>;
  /** Makes anew all that the engine keeps of its own. */
  readonly rebuild: () => Promise<void>;
}

let test: EngineUnderTest;
let ids: Record<keyof typeof shop, string>;

const shop = {
  mug: { name: 'Walnut Mug', brand: 'Thistle', tags: ['oak'], priceMinor: 1_200, rating: [9, 2], size: 'S' },
  large: { name: 'Large Mug', brand: 'Harrow', priceMinor: 2_500, pieces: 0, rating: [3, 1], size: 'L' },
  pot: { name: 'Teapot', description: 'Goes with any mug.', brand: 'Thistle', priceMinor: 4_000, size: 'L' },
  shoe: { name: 'Running Shoes', brand: 'Harrow', category: 1, priceMinor: 8_000 },
  sandal: { name: 'Sandals', brand: 'Harrow', category: 1, priceMinor: 3_000 },
  cafe: { name: 'Café Crème', brand: 'Thistle', category: 1, priceMinor: 700 },
  bowl: { name: '抹茶碗', brand: 'Ōtani', category: 1, priceMinor: 5_600 },
  draft: { name: 'Secret Mug', brand: 'Harrow', status: 'DRAFT' },
} as const satisfies Record<string, SoldProduct>;

/** What every search engine does. */
export function searchEngineSuite(open: () => Promise<EngineUnderTest>): void {
  beforeAll(async () => {
    test = await open();
    const sold: [string, string][] = [];
    for (const [name, product] of Object.entries(shop)) sold.push([name, await test.sell(product)]);
    ids = Object.fromEntries(sold) as typeof ids;
    await test.settled();
  });
  afterAll(() => test[Symbol.asyncDispose]());
  testWords();
  testFilters();
  testCollections();
  testOrders();
  testSettings();
  testFreshness();
}

/** What is looked for: in its currency, by relevance, the words read as they are meant. */
interface Asked extends Partial<EngineQuery> {
  readonly first?: number;
}

function find(text: string | null, asked: Asked = {}): Found {
  const given = {
    text,
    language: 'en',
    spelling: 'CORRECTED',
    synonyms: [],
    pinned: [],
    boosts: [],
  } as const;
  const order = text === null ? 'NEWEST' : 'RELEVANCE';
  return test.engine.find({ ...given, filter: euros, order, ...asked });
}

const euros = { offer: { currency: 'EUR' } } as const;

async function namesOf(found: Found, first = 20): Promise<(string | undefined)[]> {
  const { products } = await found.page({ after: null, direction: 'forward', limit: first });
  return products.map(({ id }) => nameOf(id));
}

/** Under which name the suite knows a product. */
function nameOf(id: string): string | undefined {
  return Object.entries(ids).find(([, own]) => own === id)?.[0];
}

function testWords(): void {
  describe('words', () => {
    it('find products that have all of them, in any inflection, in names first', async () => {
      const found = find('mugs');
      expect((await namesOf(found)).at(-1)).toBe('pot');
      expect((await namesOf(found)).toSorted()).toEqual(['large', 'mug', 'pot']);
      expect(await found.count()).toBe(3);
      expect(await namesOf(find('walnut mug'))).toEqual(['mug']);
    });

    it('that are misspelt are corrected, and it is said how', async () => {
      const found = find('wallnut mug');
      expect(await namesOf(found)).toEqual(['mug']);
      const read = await found.interpretation();
      expect(read).toMatchObject({ didYouMean: 'walnut mug', searchedFor: 'walnut mug', match: 'ALL' });
      expect(read?.words).toMatchObject([
        { typed: 'wallnut', reading: 'CORRECTED', searchedFor: ['walnut'] },
        { typed: 'mug', reading: 'AS_TYPED' },
      ]);
    });

    it('that are to be searched for as they were typed are not corrected', async () => {
      const found = find('wallnut mug', { spelling: 'AS_TYPED' });
      expect(await namesOf(found)).toEqual([]);
      expect(await found.interpretation()).toMatchObject({ didYouMean: null, match: 'ALL' });
    });

    it('that no product has are left out', async () => {
      const found = find('qqqxyz teapot');
      expect(await namesOf(found)).toEqual(['pot']);
      expect((await found.interpretation())?.words[0]).toMatchObject({
        reading: 'LEFT_OUT',
        searchedFor: [],
      });
    });

    it.each([
      ['cafe', 'cafe'],
      ['CAFÉ', 'cafe'],
      ['creme', 'cafe'],
      ['otani', 'bowl'],
      ['抹茶', 'bowl'],
      ['茶碗', 'bowl'],
    ])('of any language and writing are found: %s', async (text, name) => {
      expect(await namesOf(find(text))).toEqual([name]);
    });

    it('that are still being typed are completed, in suggestions', async () => {
      const { found, searchedFor } = await test.engine.suggest({ language: 'en', text: 'runn', limit: 5 });
      expect(found.map(({ id }) => nameOf(id))).toEqual(['shoe']);
      expect(searchedFor).toBeNull();
      expect((await test.engine.suggest({ language: 'en', text: 'mug', limit: 1 })).found).toHaveLength(1);
    });

    it('that are none find everything that shoppers see, the newest first', async () => {
      const found = find(null);
      expect(await namesOf(found)).toEqual(['bowl', 'cafe', 'sandal', 'shoe', 'pot', 'large', 'mug']);
      expect(await found.interpretation()).toBeNull();
    });
  });
}

function testFilters(): void {
  describe('filters', () => {
    const narrowed = async (filter: Partial<EngineQuery['filter']>) =>
      (await namesOf(find('mug', { filter: { ...euros, ...filter } }))).toSorted();

    it('narrow what is found', async () => {
      const [first, second] = test.categoryIds;
      expect(await narrowed({ categoryIds: [first] })).toEqual(['large', 'mug', 'pot']);
      expect(await narrowed({ categoryIds: [second] })).toEqual([]);
      expect(await narrowed({ brands: ['Thistle'] })).toEqual(['mug', 'pot']);
      expect(await narrowed({ tags: ['oak'] })).toEqual(['mug']);
      expect(await narrowed({ minimumRating: 4 })).toEqual(['mug']);
      const { currency } = euros.offer;
      expect(await narrowed({ offer: { currency, availableForSale: true } })).toEqual(['mug', 'pot']);
      expect(await narrowed({ offer: { currency, price: { minMinor: 1_300, maxMinor: 2_500 } } })).toEqual([
        'large',
      ]);
      expect(await narrowed({ offer: { currency, options: [{ name: 'Size', values: ['L'] }] } })).toEqual([
        'large',
        'pot',
      ]);
      expect(await narrowed({ offer: { currency: 'USD', availableForSale: true } })).toEqual([]);
    });

    it('have counts that say what each choice would leave, whatever is chosen in its own facet', async () => {
      const filter = { ...euros, brands: ['Thistle'] };
      const counts = await find('mug', { filter }).facetCounts([]);
      const of = (facet: string) =>
        Object.fromEntries(
          counts.filter((one) => one.facet === facet).map(({ value, count }) => [value, count]),
        );
      expect(of('brand')).toEqual({ Thistle: 2, Harrow: 1 });
      expect(of('tag')).toEqual({ oak: 1 });
      expect(of('category')).toEqual({ [test.categoryIds[0]]: 2 });
      expect(of('availability')).toEqual({ true: 2 });
      expect(Object.values(of('option')).toSorted()).toEqual([1, 1]);
      expect(of('size')).toEqual({ '': 2, brand: 3 });
    });

    it('leave the ends of all prices as they are, whatever price is chosen', async () => {
      const ends = { minMinor: 1_200, maxMinor: 4_000 };
      expect(await find('mug').priceRange()).toEqual(ends);
      const offer = { ...euros.offer, price: { minMinor: 3_000, maxMinor: null } };
      expect(await find('mug', { filter: { offer } }).priceRange()).toEqual(ends);
      expect(await find('mug', { filter: { ...euros, tags: ['none'] } }).priceRange()).toBeNull();
    });
  });
}

function testCollections(): void {
  describe('collections', () => {
    it('narrow what is found to what is in any of them, and all counts with it', async () => {
      const first = await test.collect([ids.mug, ids.sandal]);
      const second = await test.collect([ids.pot]);
      await test.settled();
      const narrowed = (collectionIds: readonly string[]) =>
        find('mug', { filter: { ...euros, collectionIds } });
      expect(await namesOf(narrowed([first]))).toEqual(['mug']);
      expect((await namesOf(narrowed([first, second]))).toSorted()).toEqual(['mug', 'pot']);
      expect(await namesOf(narrowed([]))).toEqual([]);
      const counts = await narrowed([first]).facetCounts([]);
      expect(counts.filter(({ facet }) => facet === 'brand')).toMatchObject([{ value: 'Thistle', count: 1 }]);
      expect(await namesOf(find(null, { filter: { ...euros, collectionIds: [first] } }))).toEqual([
        'sandal',
        'mug',
      ]);
    });
  });
}

function testOrders(): void {
  describe('orders', () => {
    it.each([
      ['PRICE_ASC', ['mug', 'large', 'pot']],
      ['PRICE_DESC', ['pot', 'large', 'mug']],
      ['NAME', ['large', 'pot', 'mug']],
      ['RATING', ['mug', 'large', 'pot']],
      ['NEWEST', ['pot', 'large', 'mug']],
    ] as const)('%s', async (order, names) => {
      expect(await namesOf(find('mug', { order }))).toEqual(names);
    });

    it.each(['RELEVANCE', 'PRICE_ASC', 'NAME', 'RATING', 'NEWEST'] as const)(
      'are the same page by page, both ways: %s',
      async (order) => {
        const found = find('mug', { order, pinned: [ids.sandal] });
        const all = await namesOf(found);
        expect(all).toHaveLength(4);
        for (const direction of ['forward', 'backward'] as const) {
          const seen = await walk(found, direction);
          expect(seen).toEqual(direction === 'forward' ? all : all.toReversed());
        }
      },
    );
  });
}

/** Reads one product after the other, each from the key of that before as a cursor gives it back. */
async function walk(found: Found, direction: 'forward' | 'backward'): Promise<(string | undefined)[]> {
  const seen: (string | undefined)[] = [];
  for (let after: (string | number)[] | null = null; ;) {
    const [one] = (await found.page({ after, direction, limit: 1 })).products;
    if (one === undefined) return seen;
    seen.push(nameOf(one.id));
    after = found.keySchema().parse(JSON.parse(JSON.stringify(one.key)));
  }
}

function testSettings(): void {
  describe('what staff keep', () => {
    const trainers = { phrase: 'trainers', others: ['running shoes'] };

    it('finds a phrase by its synonyms, and says so', async () => {
      const found = find('trainers', { synonyms: [trainers] });
      expect(await namesOf(found)).toEqual(['shoe']);
      expect((await found.interpretation())?.words).toEqual([
        expect.objectContaining({
          typed: 'trainers',
          reading: 'AS_TYPED',
          searchedFor: ['trainers', 'running shoes'],
        }),
      ]);
      const both = find('sandals', { synonyms: [{ phrase: 'sandals', others: ['running shoes'] }] });
      expect((await namesOf(both)).toSorted()).toEqual(['sandal', 'shoe']);
      const beside = find('harow trainers', { synonyms: [trainers] });
      expect(await namesOf(beside)).toEqual(['shoe']);
    });

    it('reads a phrase as if it had no synonym where no product has any', async () => {
      const found = find('sandal', { synonyms: [{ phrase: 'sandal', others: ['qqqxyz'] }] });
      expect(await namesOf(found)).toEqual(['sandal']);
    });

    it('shows what is pinned first by relevance, and in its place by any other order', async () => {
      const pinned = [ids.sandal, ids.pot];
      expect((await namesOf(find('mug', { pinned }))).slice(0, 2)).toEqual(['sandal', 'pot']);
      expect(await find('mug', { pinned }).count()).toBe(4);
      expect(await namesOf(find('mug', { pinned, order: 'PRICE_DESC' }))).toEqual([
        'pot',
        'sandal',
        'large',
        'mug',
      ]);
      expect(await namesOf(find('qqqxyz', { pinned }))).toEqual(['sandal', 'pot']);
    });

    it('pins nothing that shoppers do not see, that the filter is against, or that is not there', async () => {
      const pinned = [ids.draft, '00000000-0000-7000-8000-000000000000', ids.sandal];
      const filter = { ...euros, brands: ['Thistle'] };
      expect((await namesOf(find('mug', { pinned, filter }))).toSorted()).toEqual(['mug', 'pot']);
      expect(await namesOf(find('walnut', { pinned }))).toEqual(['sandal', 'mug']);
    });

    it.each([
      ['id', () => [ids.large]],
      ['brand', () => ['Harrow']],
    ] as const)('shows earlier what is boosted by %s, among what fits as well', async (by, values) => {
      const weighed = (weight: number) => find('mug', { boosts: [{ by, values: values(), weight }] });
      expect(await namesOf(weighed(10))).toEqual(['large', 'mug', 'pot']);
      expect(await namesOf(weighed(0.1))).toEqual(['mug', 'large', 'pot']);
    });

    it('boosts by category and tag', async () => {
      const tagged = find('mug', { boosts: [{ by: 'tag', values: ['oak'], weight: 0.1 }] });
      expect(await namesOf(tagged)).toEqual(['large', 'mug', 'pot']);
      const [first] = test.categoryIds;
      const all = find('mug', { boosts: [{ by: 'categoryId', values: [first], weight: 2 }] });
      expect(await namesOf(all)).toEqual(await namesOf(find('mug')));
    });
  });
}

function testFreshness(): void {
  describe('what changes', () => {
    it('is found by what it is now, and no more when it is withdrawn', async () => {
      const id = await test.sell({ name: 'Quondam Vessel' });
      await test.settled();
      const isFound = async (text: string) => {
        const asked = find(text, { spelling: 'AS_TYPED' });
        const { products } = await asked.page({ after: null, direction: 'forward', limit: 5 });
        return products.some((one) => one.id === id);
      };
      expect(await isFound('quondam')).toBe(true);
      await test.rename(id, 'Yclept Vessel');
      await test.settled();
      expect([await isFound('quondam'), await isFound('yclept')]).toEqual([false, true]);
      await test.rebuild();
      expect([await isFound('quondam'), await isFound('yclept')]).toEqual([false, true]);
      await test.withdraw(id);
      await test.settled();
      expect(await isFound('yclept')).toBe(false);
    });
  });
}
