import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineQuery } from '../ports.ts';
import type { SaidOfVariant } from './engine-under-test.ts';
import { euros, type SuiteShop } from './suite-shop.ts';

type Offer = Partial<EngineQuery['filter']['offer']>;

const red = { key: 'dye', values: ['red'], range: null };
const blue = { key: 'dye', values: ['blue', 'green'], range: null };
const options = [{ name: 'Size', values: ['M'] }];
const shown = { keys: ['dye', 'width'], ofVariants: ['dye', 'width'] };

function width(least: number | null, most: number | null) {
  const end = (number: number | null) => (number === null ? null : { number, typed: String(number) });
  return { key: 'width', values: [], range: { min: end(least), max: end(most) } };
}

/** What variants are said to be. */
export function testVariants(shop: () => SuiteShop): void {
  describe('attributes of variants', () => {
    const ids: string[] = [];

    /** Sells one in S for 20 EUR and in M for 30. */
    const sell = async (...said: readonly SaidOfVariant[]) => {
      const { test } = shop();
      const variants = [
        { size: 'S', priceMinor: 2_000 },
        { size: 'M', priceMinor: 3_000 },
      ];
      const id = await test.sell({ name: `Kimono ${ids.length}`, variants });
      ids.push(id);
      for (const [place, one] of said.entries()) await test.describe(id, place, one);
      return id;
    };
    const find = (offer: Offer, order: EngineQuery['order'] = 'RELEVANCE') =>
      shop().find('kimono', { order, filter: { offer: { ...euros.offer, ...offer } } });
    const placesOf = async (offer: Offer, order?: EngineQuery['order']) => {
      const { products } = await find(offer, order).page({ after: null, direction: 'forward', limit: 9 });
      return products.map(({ id }) => ids.indexOf(id));
    };
    const narrowed = async (offer: Offer) => {
      expect(await find(offer).count()).toBe((await placesOf(offer)).length);
      expect((await placesOf(offer, 'PRICE_ASC')).toSorted()).toEqual((await placesOf(offer)).toSorted());
      return (await placesOf(offer)).toSorted();
    };
    const counts = async (offer: Offer) => {
      const all = await find(offer).facetCounts(shown);
      const ofAttributes = all.filter(({ facet }) => facet === 'attribute');
      return Object.fromEntries(
        ofAttributes.map(({ value, count }) => [value.replace('\u001F', ' '), count]),
      );
    };

    beforeAll(async () => {
      const { test } = shop();
      await sell({ dye: 'red', width: 80 }, { dye: 'blue', width: 90 });
      await sell({ dye: 'blue', width: 80 }, { dye: 'red', width: 90 });
      await test.describe(await sell(), null, { dye: 'red' });
      await sell();
      await test.settled();
    });
    afterAll(async () => {
      for (const id of ids) await shop().test.withdraw(id);
      await shop().test.settled();
    });

    it('are met by the variant that meets all else that is asked of variants', async () => {
      const price = { minMinor: null, maxMinor: 2_000 };
      expect(await narrowed({ attributes: [red] })).toEqual([0, 1, 2]);
      expect(await narrowed({ attributes: [red], price })).toEqual([0, 2]);
      expect(await narrowed({ attributes: [blue], options, availableForSale: true })).toEqual([0]);
      expect(await narrowed({ attributes: [red, width(85, null)] })).toEqual([1]);
      expect(await narrowed({ attributes: [width(85, 95)], price })).toEqual([]);
      expect(await narrowed({ attributes: [{ ...width(null, 85), values: ['80'] }], options })).toEqual([]);
      expect(await narrowed({ attributes: [{ ...red, key: 'secret' }] })).toEqual([]);
      expect(await placesOf({ attributes: [red, width(0, null)] }, 'PRICE_DESC')).toEqual([1, 0]);
    });

    it('are counted within each of some filters, in the place of that of the search', async () => {
      const within = (...offers: readonly Offer[]) =>
        find({ attributes: [red] }).countWithin(
          offers.map((offer) => ({ offer: { ...euros.offer, ...offer } })),
        );
      const cheap = { minMinor: null, maxMinor: 2_000 };
      expect(
        await within(
          {},
          { attributes: [width(null, 85)] },
          { attributes: [width(85, null)] },
          { attributes: [red, width(80, 90)] },
          { attributes: [width(85, null)], price: cheap },
          { price: { minMinor: 2_001, maxMinor: null } },
        ),
      ).toEqual([4, 2, 2, 2, 0, 4]);
      expect(await within()).toEqual([]);
      const ofBrand = { ...euros, brands: ['Nobody'] };
      expect(await find({}).countWithin([ofBrand, euros])).toEqual([0, 4]);
    });

    it('are counted of the variants that meet the filter, each without its own choice', async () => {
      expect(await counts({})).toEqual({ 'dye red': 3, 'dye blue': 2, 'width 80': 2, 'width 90': 2 });
      expect(await counts({ options })).toEqual({ 'dye red': 2, 'dye blue': 1, 'width 90': 2 });
      expect(await counts({ attributes: [red] })).toEqual({
        ...{ 'dye red': 3, 'dye blue': 2 },
        ...{ 'width 80': 1, 'width 90': 1 },
      });
      expect(await counts({ attributes: [red, width(85, null)] })).toEqual({
        ...{ 'dye red': 1, 'dye blue': 1 },
        ...{ 'width 80': 1, 'width 90': 1 },
      });
    });

    it('narrow the ends of prices', async () => {
      expect(await find({ attributes: [red, width(85, null)] }).priceRange()).toEqual({
        minMinor: 3_000,
        maxMinor: 3_000,
      });
      expect(await find({ attributes: [red] }).priceRange()).toEqual({ minMinor: 2_000, maxMinor: 3_000 });
    });

    it('are what is said of them now', async () => {
      const { test } = shop();
      await test.describe(ids[0] ?? '', 0, { dye: 'green', width: 99 });
      await test.settled();
      expect(await narrowed({ attributes: [red] })).toEqual([1, 2]);
      expect(await narrowed({ attributes: [blue, width(95, null)] })).toEqual([0]);
    });
  });
}
