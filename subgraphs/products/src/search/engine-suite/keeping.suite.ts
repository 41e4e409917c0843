import { describe, expect, it } from 'vitest';
import { euros, type SuiteShop } from './suite-shop.ts';

/** What staff keep for searches. */
export function testSettings(shop: () => SuiteShop): void {
  describe('what staff keep', () => {
    const trainers = { phrase: 'trainers', others: ['running shoes'] };

    it('finds a phrase by its synonyms, and says so', async () => {
      const found = shop().find('trainers', { synonyms: [trainers] });
      expect(await shop().namesOf(found)).toEqual(['shoe']);
      expect((await found.interpretation())?.words).toEqual([
        expect.objectContaining({
          typed: 'trainers',
          reading: 'AS_TYPED',
          searchedFor: ['trainers', 'running shoes'],
        }),
      ]);
      const both = shop().find('sandals', { synonyms: [{ phrase: 'sandals', others: ['running shoes'] }] });
      expect((await shop().namesOf(both)).toSorted()).toEqual(['sandal', 'shoe']);
      const beside = shop().find('harow trainers', { synonyms: [trainers] });
      expect(await shop().namesOf(beside)).toEqual(['shoe']);
    });

    it('reads a phrase as if it had no synonym where no product has any', async () => {
      const found = shop().find('sandal', { synonyms: [{ phrase: 'sandal', others: ['qqqxyz'] }] });
      expect(await shop().namesOf(found)).toEqual(['sandal']);
    });

    it('offers what a phrase stands for while it is typed, and what it begins', async () => {
      const ending = (phrase: string) => ({ phrase, others: ['running shoes'] });
      expect(await shop().suggested('trai', { ending: ending('trai') })).toEqual({
        names: ['shoe'],
        searchedFor: null,
      });
      const { names } = await shop().suggested('sand', { ending: ending('sand') });
      expect(names.toSorted()).toEqual(['sandal', 'shoe']);
      const inside = await shop().suggested('trainers harr', { synonyms: [trainers] });
      expect(inside).toEqual({ names: ['shoe'], searchedFor: null });
      const several = await shop().suggested('harrow gym trai', { ending: ending('gym trai') });
      expect(several).toEqual({ names: ['shoe'], searchedFor: null });
    });

    it('offers what is typed as if it had no synonym where no product has any', async () => {
      const ending = { phrase: 'sandl', others: ['qqqxyz'] };
      expect(await shop().suggested('sandl', { ending })).toEqual({
        names: ['sandal'],
        searchedFor: 'sandals',
      });
    });

    it('shows what is pinned first by relevance, and in its place by any other order', async () => {
      const pinned = [shop().ids.sandal, shop().ids.pot];
      expect((await shop().namesOf(shop().find('mug', { pinned }))).slice(0, 2)).toEqual(['sandal', 'pot']);
      expect(await shop().find('mug', { pinned }).count()).toBe(4);
      expect(await shop().namesOf(shop().find('mug', { pinned, order: 'PRICE_DESC' }))).toEqual([
        'pot',
        'sandal',
        'large',
        'mug',
      ]);
      expect(await shop().namesOf(shop().find('qqqxyz', { pinned }))).toEqual(['sandal', 'pot']);
    });

    it('pins nothing that shoppers do not see, that the filter is against, or that is not there', async () => {
      const pinned = [shop().ids.draft, '00000000-0000-7000-8000-000000000000', shop().ids.sandal];
      const filter = { ...euros, brands: ['Thistle'] };
      expect((await shop().namesOf(shop().find('mug', { pinned, filter }))).toSorted()).toEqual([
        'mug',
        'pot',
      ]);
      expect(await shop().namesOf(shop().find('walnut', { pinned }))).toEqual(['sandal', 'mug']);
    });

    it.each([
      ['id', () => [shop().ids.large]],
      ['brand', () => ['Harrow']],
    ] as const)('shows earlier what is boosted by %s, among what fits as well', async (by, values) => {
      const weighed = (weight: number) => shop().find('mug', { boosts: [{ by, values: values(), weight }] });
      expect(await shop().namesOf(weighed(10))).toEqual(['large', 'mug', 'pot']);
      expect(await shop().namesOf(weighed(0.1))).toEqual(['mug', 'large', 'pot']);
    });

    it('boosts by category and tag', async () => {
      const tagged = shop().find('mug', { boosts: [{ by: 'tag', values: ['oak'], weight: 0.1 }] });
      expect(await shop().namesOf(tagged)).toEqual(['large', 'mug', 'pot']);
      const [first] = shop().test.categoryIds;
      const all = shop().find('mug', { boosts: [{ by: 'categoryId', values: [first], weight: 2 }] });
      expect(await shop().namesOf(all)).toEqual(await shop().namesOf(shop().find('mug')));
    });
  });
}

/** What an engine knows of what changes. */
export function testFreshness(shop: () => SuiteShop): void {
  describe('what changes', () => {
    it('is found by what it is now, and no more when it is withdrawn', async () => {
      const id = await shop().test.sell({ name: 'Quondam Vessel' });
      await shop().test.settled();
      const isFound = async (text: string) => {
        const asked = shop().find(text, { spelling: 'AS_TYPED' });
        const { products } = await asked.page({ after: null, direction: 'forward', limit: 5 });
        return products.some((one) => one.id === id);
      };
      expect(await isFound('quondam')).toBe(true);
      await shop().test.rename(id, 'Yclept Vessel');
      await shop().test.settled();
      expect([await isFound('quondam'), await isFound('yclept')]).toEqual([false, true]);
      await shop().test.rebuild();
      expect([await isFound('quondam'), await isFound('yclept')]).toEqual([false, true]);
      await shop().test.withdraw(id);
      await shop().test.settled();
      expect(await isFound('yclept')).toBe(false);
    });
  });
}
