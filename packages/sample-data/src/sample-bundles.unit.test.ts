import { describe, expect, it } from 'vitest';
import { germanOption, germanValue } from './german/option-words.ts';
import { sampleBundles } from './sample-bundles.ts';
import { sampleCatalogue } from './sample-catalogue.ts';
import { sampleImageSvg } from './sample-image-svg.ts';
import { sampleReviews } from './sample-reviews.ts';

const products = [...sampleCatalogue().products];
const variants = new Map(products.flatMap((product) => product.variants).map((one) => [one.id, one]));
const bundles = sampleBundles(products);
const sold = bundles.flatMap(({ product, parts }) =>
  product.variants.map((variant, at) => ({ product, variant, consistsOf: parts[at] })),
);

describe('the bundles of the sample shop', () => {
  it('are three products, the same whatever the size of the shop', () => {
    expect(bundles.map(({ product }) => product.slug)).toEqual([
      'tea-table-set',
      'weekend-camping-set',
      'quiet-evening-set',
    ]);
    expect(sampleBundles(sampleCatalogue({ products: 5_000 }).products)).toEqual(bundles);
  });

  it('are not there where the shop has too few products', () => {
    expect(sampleBundles(sampleCatalogue({ products: 150 }).products)).toEqual([]);
    expect(sampleBundles([])).toEqual([]);
  });

  it('consist of other variants of the shop, and are as many as these are enough for', () => {
    expect(sold).toHaveLength(4);
    for (const { variant, consistsOf } of sold) {
      expect(consistsOf?.variantId).toBe(variant.id);
      const parts = consistsOf?.parts ?? [];
      expect(parts.length).toBeGreaterThan(1);
      const enough = parts.map(({ variantId, quantity }) =>
        Math.floor((variants.get(variantId)?.stockOnHand ?? 0) / quantity),
      );
      expect(variant.stockOnHand).toBe(Math.min(...enough));
      expect(variant.stockOnHand).toBeGreaterThan(0);
    }
  });

  it('cost less than their parts in every currency, and are not reduced beside that', () => {
    for (const { variant, consistsOf } of sold) {
      for (const { currency, amountMinor, compareAtMinor } of variant.prices) {
        const alone = (consistsOf?.parts ?? []).map(({ variantId, quantity }) => {
          const price = variants.get(variantId)?.prices.find((one) => one.currency === currency);
          return (price?.amountMinor ?? NaN) * quantity;
        });
        const partsMinor = alone.reduce((sum, minor) => sum + minor, 0);
        expect(amountMinor / partsMinor).toBeGreaterThan(0.8);
        expect(amountMinor / partsMinor).toBeLessThan(0.95);
        expect(compareAtMinor).toBeNull();
      }
    }
  });

  it('share no id, slug or stock-keeping unit with any other product, in a shop of millions either', () => {
    const all = [...products, ...bundles.map(({ product }) => product)];
    const ids = all.flatMap((one) => [
      one.id,
      ...one.variants.map(({ id }) => id),
      ...one.images.map(({ id }) => id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(all.length);
    const skus = all.flatMap((one) => one.variants.map(({ sku }) => sku));
    expect(new Set(skus).size).toBe(skus.length);
    expect(Math.min(...bundles.map(({ product }) => product.index))).toBeGreaterThanOrEqual(10_000_000);
  });

  it('are told in both languages, with the names of their parts', () => {
    for (const { product, variant, consistsOf } of sold) {
      const parts = products.filter((one) =>
        one.variants.some(({ id }) => consistsOf?.parts.some(({ variantId }) => variantId === id)),
      );
      expect(parts).toHaveLength(2);
      for (const { title, german } of parts) {
        expect(product.description).toContain(title);
        expect(product.german.description).toContain(german.title);
      }
      expect(product.german.title).not.toBe(product.title);
      expect(germanOption(product.options[0]?.name ?? '')).toBe('Set');
      expect(germanValue(variant.title)).toMatch(/^\der-Set$/);
    }
  });

  it('have pictures of their own below 3 KB, and reviews', () => {
    for (const { product, variant } of sold) {
      expect(product.images.map(({ id }) => id)).toContain(variant.imageId);
      for (const { key, alt } of product.images) {
        const svg = sampleImageSvg(key, alt);
        expect(sampleImageSvg(key)).toMatch(/<title>(?:tea|camping|evening)-set</);
        expect(svg).not.toMatch(/undefined|NaN|null/);
        expect(Buffer.byteLength(svg)).toBeLessThan(3_000);
      }
      expect(() => sampleReviews(product)).not.toThrow();
    }
  });
});
