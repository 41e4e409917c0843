import { describe, expect, it } from 'vitest';
import type { EngineQuery, Found } from '../ports.ts';
import { noAttributes } from '../rules/shown-attributes.ts';
import { euros, type SuiteShop } from './suite-shop.ts';

/** What is found by which words. */
export function testWords(shop: () => SuiteShop): void {
  describe('words', () => {
    it('find products that have all of them, in any inflection, in names first', async () => {
      const found = shop().find('mugs');
      expect((await shop().namesOf(found)).at(-1)).toBe('pot');
      expect((await shop().namesOf(found)).toSorted()).toEqual(['large', 'mug', 'pot']);
      expect(await found.count()).toBe(3);
      expect(await shop().namesOf(shop().find('walnut mug'))).toEqual(['mug']);
    });

    it('that are misspelt are corrected, and it is said how', async () => {
      const found = shop().find('wallnut mug');
      expect(await shop().namesOf(found)).toEqual(['mug']);
      const read = await found.interpretation();
      expect(read).toMatchObject({ didYouMean: 'walnut mug', searchedFor: 'walnut mug', match: 'ALL' });
      expect(read?.words).toMatchObject([
        { typed: 'wallnut', reading: 'CORRECTED', searchedFor: ['walnut'] },
        { typed: 'mug', reading: 'AS_TYPED' },
      ]);
    });

    it('that are to be searched for as they were typed are not corrected', async () => {
      const found = shop().find('wallnut mug', { spelling: 'AS_TYPED' });
      expect(await shop().namesOf(found)).toEqual([]);
      expect(await found.interpretation()).toMatchObject({ didYouMean: null, match: 'ALL' });
    });

    it('that no product has are left out', async () => {
      const found = shop().find('qqqxyz teapot');
      expect(await shop().namesOf(found)).toEqual(['pot']);
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
      expect(await shop().namesOf(shop().find(text))).toEqual([name]);
    });

    it('that are still being typed are completed, in suggestions', async () => {
      expect(await shop().suggested('runn')).toEqual({ names: ['shoe'], searchedFor: null });
      expect((await shop().suggested('mug', { limit: 1 })).names).toHaveLength(1);
    });

    it('that are none find everything that shoppers see, the newest first', async () => {
      const found = shop().find(null);
      expect(await shop().namesOf(found)).toEqual(['bowl', 'cafe', 'sandal', 'shoe', 'pot', 'large', 'mug']);
      expect(await found.interpretation()).toBeNull();
    });
  });
}

/** What is found of that, and what each choice would leave. */
export function testFilters(shop: () => SuiteShop): void {
  describe('filters', () => {
    const narrowed = async (filter: Partial<EngineQuery['filter']>) =>
      (await shop().namesOf(shop().find('mug', { filter: { ...euros, ...filter } }))).toSorted();

    it('narrow what is found', async () => {
      const [first, second] = shop().test.categoryIds;
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
      const counts = await shop().find('mug', { filter }).facetCounts(noAttributes);
      const of = (facet: string) =>
        Object.fromEntries(
          counts.filter((one) => one.facet === facet).map(({ value, count }) => [value, count]),
        );
      expect(of('brand')).toEqual({ Thistle: 2, Harrow: 1 });
      expect(of('tag')).toEqual({ oak: 1 });
      expect(of('category')).toEqual({ [shop().test.categoryIds[0]]: 2 });
      expect(of('availability')).toEqual({ true: 2 });
      expect(Object.values(of('option')).toSorted()).toEqual([1, 1]);
      expect(of('size')).toEqual({ '': 2, brand: 3 });
    });

    it('leave the ends of all prices as they are, whatever price is chosen', async () => {
      const ends = { minMinor: 1_200, maxMinor: 4_000 };
      expect(await shop().find('mug').priceRange()).toEqual(ends);
      const offer = { ...euros.offer, price: { minMinor: 3_000, maxMinor: null } };
      expect(await shop().find('mug', { filter: { offer } }).priceRange()).toEqual(ends);
      expect(
        await shop()
          .find('mug', { filter: { ...euros, tags: ['none'] } })
          .priceRange(),
      ).toBeNull();
    });
  });
}

/** What is found of collections. */
export function testCollections(shop: () => SuiteShop): void {
  describe('collections', () => {
    it('narrow what is found to what is in any of them, and all counts with it', async () => {
      const { test, ids } = shop();
      const first = await test.collect([ids.mug, ids.sandal]);
      const second = await test.collect([ids.pot]);
      await test.settled();
      const narrowed = (collectionIds: readonly string[]) =>
        shop().find('mug', { filter: { ...euros, collectionIds } });
      expect(await shop().namesOf(narrowed([first]))).toEqual(['mug']);
      expect((await shop().namesOf(narrowed([first, second]))).toSorted()).toEqual(['mug', 'pot']);
      expect(await shop().namesOf(narrowed([]))).toEqual([]);
      const counts = await narrowed([first]).facetCounts(noAttributes);
      expect(counts.filter(({ facet }) => facet === 'brand')).toMatchObject([{ value: 'Thistle', count: 1 }]);
      const all = shop().find(null, { filter: { ...euros, collectionIds: [first] } });
      expect(await shop().namesOf(all)).toEqual(['sandal', 'mug']);
    });
  });
}

/** In which order, page by page. */
export function testOrders(shop: () => SuiteShop): void {
  describe('orders', () => {
    it.each([
      ['PRICE_ASC', ['mug', 'large', 'pot']],
      ['PRICE_DESC', ['pot', 'large', 'mug']],
      ['NAME', ['large', 'pot', 'mug']],
      ['RATING', ['mug', 'large', 'pot']],
      ['NEWEST', ['pot', 'large', 'mug']],
    ] as const)('%s', async (order, names) => {
      expect(await shop().namesOf(shop().find('mug', { order }))).toEqual(names);
    });

    it.each(['RELEVANCE', 'PRICE_ASC', 'NAME', 'RATING', 'NEWEST'] as const)(
      'are the same page by page, both ways: %s',
      async (order) => {
        const found = shop().find('mug', { order, pinned: [shop().ids.sandal] });
        const all = await shop().namesOf(found);
        expect(all).toHaveLength(4);
        for (const direction of ['forward', 'backward'] as const) {
          const seen = await walk(shop(), found, direction);
          expect(seen).toEqual(direction === 'forward' ? all : all.toReversed());
        }
      },
    );
  });
}

/** Reads one product after the other, each from the key of that before as a cursor gives it back. */
async function walk(
  shop: SuiteShop,
  found: Found,
  direction: 'forward' | 'backward',
): Promise<(string | undefined)[]> {
  const seen: (string | undefined)[] = [];
  for (let after: (string | number)[] | null = null; ;) {
    const [one] = (await found.page({ after, direction, limit: 1 })).products;
    if (one === undefined) return seen;
    seen.push(shop.nameOf(one.id));
    after = found.keySchema().parse(JSON.parse(JSON.stringify(one.key)));
  }
}
