import { describe, expect, it } from 'vitest';
import { maxVariants } from './choose-options.ts';
import { germanNameOf } from './german/category-names.ts';
import { germanOption, germanValue } from './german/option-words.ts';
import { sampleCatalogue } from './sample-catalogue.ts';
import { sampleImageSvg } from './sample-image-svg.ts';
import type { SampleProduct, SampleVariant } from './sample-types.ts';

const fiveThousand = [...sampleCatalogue({ products: 5_000 }).products];
const byDefault = [...sampleCatalogue().products];

function variantsOf(products: readonly SampleProduct[]): SampleVariant[] {
  return products.flatMap((product) => product.variants);
}

function combinationOf({ optionValues }: SampleVariant): string {
  return optionValues.map(({ name, value }) => `${name}=${value}`).join('&');
}

describe('the default catalogue', () => {
  it('has at least 500 products and 1,500 variants', () => {
    expect(byDefault.length).toBeGreaterThanOrEqual(500);
    expect(variantsOf(byDefault).length).toBeGreaterThanOrEqual(1_500);
  });

  it('needs no slug suffix, nor do ten times as many products', () => {
    expect(fiveThousand.filter(({ slug }) => /-\d+$/.test(slug))).toEqual([]);
  });

  it('puts products into every leaf of the tree, and only there', () => {
    const { categories } = sampleCatalogue();
    const parents = new Set(categories.map(({ parentId }) => parentId));
    const leaves = categories.filter(({ id }) => !parents.has(id)).map(({ id }) => id);
    expect(leaves.length).toBeGreaterThanOrEqual(40);
    expect(new Set(byDefault.map(({ categoryId }) => categoryId))).toEqual(new Set(leaves));
  });

  it('has a few variants sold out, a few nearly so, and plenty of the rest', () => {
    const variants = variantsOf(byDefault);
    const shareOf = (test: (stock: number) => boolean): number =>
      variants.filter(({ stockOnHand }) => test(stockOnHand)).length / variants.length;
    expect(shareOf((stock) => stock === 0)).toBeCloseTo(0.04, 1);
    expect(shareOf((stock) => stock >= 1 && stock <= 3)).toBeGreaterThan(0.01);
    expect(shareOf((stock) => stock >= 20 && stock <= 500)).toBeGreaterThan(0.9);
  });
});

describe('in German', () => {
  it('has a name and a description of its own for each product, and a word for each option and each value', () => {
    for (const { title, german, options } of fiveThousand) {
      expect(german.title).not.toBe(title);
      expect(german.description).toMatch(/^[A-ZÄÖÜ].+\.$/);
      for (const { name, values } of options) {
        expect(germanOption(name), name).toBeDefined();
        expect(values.filter((value) => germanValue(value) === undefined)).toEqual([]);
        expect(new Set(values.map(germanValue)).size).toBe(values.length);
      }
    }
  });

  it.each([
    ['1 person', '1 Person'],
    ['4 persons', '4 Personen'],
    ['Set of 6', '6er-Set'],
    ['10,000 mAh', '10.000 mAh'],
    ['40 × 40 cm', '40 × 40 cm'],
    ['XXL', 'XXL'],
    ['Walnut', 'Nussbaum'],
    ['Octarine', undefined],
  ])('calls the value %j %j', (value, german) => {
    expect(germanValue(value)).toBe(german);
  });
});

describe('the category tree', () => {
  const { categories } = sampleCatalogue();

  it('has a name in German for each', () => {
    expect(categories.filter(({ name }) => germanNameOf(name) === undefined)).toEqual([]);
  });

  it('lists parents before children, with unique ids and slugs', () => {
    const seen = new Set<string>();
    for (const { id, parentId } of categories) {
      if (parentId !== null) expect(seen).toContain(parentId);
      expect(seen).not.toContain(id);
      seen.add(id);
    }
    expect(new Set(categories.map(({ slug }) => slug)).size).toBe(categories.length);
  });

  it('numbers siblings from 0 without gaps', () => {
    const positions = Map.groupBy(categories, ({ parentId }) => parentId);
    for (const siblings of positions.values()) {
      expect(siblings.map(({ position }) => position)).toEqual(siblings.map((_, at) => at));
    }
  });
});

describe('a product', () => {
  it('is the same each time, whatever the size of the catalogue', () => {
    expect([...sampleCatalogue({ products: 40 }).products]).toEqual(fiveThousand.slice(0, 40));
    expect([...sampleCatalogue({ products: 5_000 }).products]).toEqual(fiveThousand);
  });

  it('stays what it was when it was first released', () => {
    const [first] = byDefault;
    expect(first).toMatchObject({
      id: '01856aa0-c800-7042-8443-46b739851ff9',
      slug: 'arc-paper-dome-pendant',
    });
    expect(first?.variants[0]).toMatchObject({
      sku: 'PLA-00000-01',
      title: 'Sage / 28 cm',
      stockOnHand: 412,
    });
  });

  it('is walked again from the start by a second loop over the same catalogue', () => {
    const { products } = sampleCatalogue({ products: 3 });
    expect([...products]).toEqual([...products]);
  });

  it('shares no id, slug or SKU with another', () => {
    const variants = variantsOf(fiveThousand);
    const images = fiveThousand.flatMap((product) => product.images);
    const ids = [...fiveThousand, ...variants, ...images].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(fiveThousand.map(({ slug }) => slug)).size).toBe(5_000);
    expect(new Set(variants.map(({ sku }) => sku)).size).toBe(variants.length);
  });

  it('has a URL-safe slug, a description of two to four sentences and no unfilled placeholder', () => {
    for (const { slug, title, description, brand } of fiveThousand) {
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title + description + brand).not.toMatch(/[{}]|undefined/);
      expect(description.split(/(?<=[.!?]) /).length).toBeGreaterThanOrEqual(2);
      expect(description.length).toBeLessThan(600);
    }
  });

  it('has one to three options, and a variant for each combination of their values', () => {
    for (const { options, variants } of fiveThousand) {
      const combinations = options.reduce((product, { values }) => product * values.length, 1);
      expect(options.length).toBeGreaterThanOrEqual(1);
      expect(options.length).toBeLessThanOrEqual(3);
      expect(variants.length).toBe(combinations);
      expect(variants.length).toBeLessThanOrEqual(maxVariants);
      expect(new Set(variants.map(combinationOf)).size).toBe(combinations);
    }
  });

  it('has variants with values of its own options only, named after them', () => {
    for (const { id, options, variants } of fiveThousand) {
      for (const variant of variants) {
        expect(variant.productId).toBe(id);
        expect(variant.optionValues.map(({ name }) => name)).toEqual(options.map(({ name }) => name));
        expect(variant.optionValues.every(({ value }, at) => options[at]?.values.includes(value))).toBe(true);
        expect(variant.title).toBe(variant.optionValues.map(({ value }) => value).join(' / '));
      }
    }
  });

  it('has a price in both currencies, in whole minor units, below the former one where reduced', () => {
    let reduced = 0;
    for (const { prices } of variantsOf(fiveThousand)) {
      expect(prices.map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
      for (const { amountMinor, compareAtMinor } of prices) {
        expect(Number.isSafeInteger(amountMinor) && amountMinor > 0).toBe(true);
        expect(compareAtMinor ?? Infinity).toBeGreaterThan(amountMinor);
        if (compareAtMinor !== null) reduced++;
      }
    }
    expect(reduced).toBeGreaterThan(0);
  });

  it('shows each variant in one of its own pictures, in its colour where it has one', () => {
    for (const { images, variants } of fiveThousand) {
      for (const { imageId, optionValues } of variants) {
        const image = images.find(({ id }) => id === imageId);
        const colour = optionValues.find(({ name }) => name === 'Colour')?.value.toLowerCase() ?? '';
        expect(image?.key).toContain(colour);
      }
    }
  });

  it('has pictures that are drawn as what it is, with the same motif in each', () => {
    for (const { images } of byDefault) {
      const motifs = new Set(images.map(({ key }) => key.split('_')[0]));
      expect(motifs.size).toBe(1);
      for (const { key } of images) expect(sampleImageSvg(key)).not.toContain('<title>parcel</title>');
    }
  });
});
