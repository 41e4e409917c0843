import { describe, expect, it } from 'vitest';
import { CategoryTree } from '../../catalogue/door.ts';
import { textKey } from '../../languages/door.ts';
import type { ProductChoice } from '../../listing/door.ts';
import type { FacetRange } from '../../search-settings/door.ts';
import { toFacets } from './facets.ts';
import { filtersInputOf } from './filters-input.ts';
import { optionTextKeys } from './list-facets.ts';
import { priceStep, priceSteps, stepOfPrice } from './price-steps.ts';
import { rangesToCount, type RangeToCount } from './range-facets.ts';

const nothing: ProductChoice = {
  currency: 'EUR',
  categories: [],
  collections: [],
  brands: [],
  tags: [],
  minimumRating: null,
  options: [],
  attributes: [],
  price: null,
  availableForSale: null,
};
const tree = new CategoryTree([]);
const size = (value: string, count: number) =>
  ({ facet: 'option', value: `Size\u001F${value}`, count }) as const;

describe('texts of options', () => {
  it('are looked up for the values that facets show, and no others', () => {
    const counts = Array.from({ length: 150 }, (_, at) => size(String(at), at + 1));
    const options = [
      { name: 'Size', values: ['3'] },
      { name: 'Cut', values: ['slim'] },
    ];
    const chosen = { ...nothing, options };
    const keys = optionTextKeys([...counts, { facet: 'brand', value: 'Zebra', count: 1 }], chosen);
    const shown = toFacets(counts, { tree, attributes: [], language: 'de' }, chosen);
    const expected = shown.flatMap(({ code, values }) => [
      textKey('OPTION', [code.slice('option:'.length)]),
      ...values.map(({ value }) => textKey('OPTION_VALUE', [code.slice('option:'.length), value])),
    ]);
    expect(keys.toSorted()).toEqual(expected.toSorted());
    expect(keys).toHaveLength(103);
  });
});

describe('facets', () => {
  it('have clothing sizes by size, and the rest as people sort', () => {
    const counts = [size('XL', 1), size('10', 1), size('S', 9), size('2', 1), size('M', 1)];
    const [facet] = toFacets(counts, { tree, attributes: [], language: 'en' }, nothing);
    expect(facet).toMatchObject({ code: 'option:Size', label: 'Size' });
    expect(facet?.values.map(({ value }) => value)).toEqual(['2', '10', 'S', 'M', 'XL']);
  });

  it('have brands with the most products first, then as people sort, and what is chosen though it leaves nothing', () => {
    const counts = (['Zebra', 'apple', 'Éclair'] as const).map(
      (value) => ({ facet: 'brand', value, count: 2 }) as const,
    );
    const [facet] = toFacets(
      [...counts, { facet: 'brand', value: 'Most', count: 3 }],
      { tree, attributes: [], language: 'en' },
      {
        ...nothing,
        brands: ['Gone'],
      },
    );
    expect(facet?.values.map(({ value, count, selected }) => [value, count, selected])).toEqual([
      ['Most', 3, false],
      ['apple', 2, false],
      ['Éclair', 2, false],
      ['Zebra', 2, false],
      ['Gone', 0, true],
    ]);
  });

  it('say where not all products were counted: each by the set that it was counted over', () => {
    const counts = [
      { facet: 'brand', value: 'Zebra', count: 2 },
      { facet: 'tag', value: 'new', count: 2 },
      { facet: 'size', value: '', count: 9_999 },
      { facet: 'size', value: 'brand', count: 10_000 },
    ] as const;
    const facets = toFacets(
      counts,
      { tree, attributes: [], language: 'en' },
      { ...nothing, brands: ['Zebra'] },
    );
    expect(facets.map(({ code, precision }) => [code, precision])).toEqual([
      ['brand', 'AT_LEAST'],
      ['tag', 'EXACT'],
    ]);
  });

  it('have at most the 100 values with the most products', () => {
    const counts = Array.from(
      { length: 150 },
      (_, at) => ({ facet: 'tag', value: `t${at}`, count: at + 1 }) as const,
    );
    const [facet] = toFacets(counts, { tree, attributes: [], language: 'en' }, nothing);
    expect(facet?.values).toHaveLength(100);
    expect(facet?.values.at(-1)).toMatchObject({ value: 't50', count: 51 });
  });

  it('have a chosen range once, though a step has the same ends', () => {
    const chosen = { ...nothing, price: { minMinor: 2000, maxMinor: 4999 } };
    const range = (label: string, min: string | null, max: string) => ({
      ...{ label, translations: [], min, max },
    });
    const named = (...ranges: FacetRange[]) =>
      rangesToCount([{ code: 'price', currency: 'EUR', ranges }], {
        ...{ attributes: [], language: 'en', choice: chosen },
      });
    const labelsWith = (shown: RangeToCount[]) => {
      const ranges = { shown, counts: shown.map(() => 3) };
      const counts = [{ facet: 'price', value: '14', count: 3 }] as const;
      const all = toFacets(counts, { tree, attributes: [], language: 'en', ranges }, chosen);
      return all.flatMap(({ values }) => values.map(({ label }) => label));
    };
    expect(labelsWith(named(range('Middle', '20', '49.99')))).toEqual(['Middle']);
    expect(labelsWith(named(range('Low', null, '49.99')))).toEqual(['Low', '€20.00 – €49.99']);
  });

  it('come with the filters that choosing a value makes, and that taking it back does', () => {
    const chosen = {
      ...nothing,
      options: [{ name: 'Size', values: ['M'] }],
      price: { minMinor: 2000, maxMinor: 4999 },
    };
    const all = toFacets(
      [size('M', 1), size('L', 1), { facet: 'price', value: '14', count: 1 }],
      { tree, attributes: [], language: 'en' },
      chosen,
    );
    const toggled = all.flatMap(({ values }) =>
      values.map(({ value, toggled }) => [value, filtersInputOf(toggled)]),
    );
    const price = { min: '20.00', max: '49.99', currency: 'EUR' };
    expect(toggled).toContainEqual(['L', { options: [{ name: 'Size', values: ['M', 'L'] }], price }]);
    expect(toggled).toContainEqual(['M', { price }]);
    expect(toggled).toContainEqual(['20.00..49.99', { options: [{ name: 'Size', values: ['M'] }] }]);
  });
});

it('price steps follow each other without a gap', () => {
  for (let step = 1; step < priceSteps.length; step += 1) {
    expect(priceStep(step).maxMinor + 1).toBe(priceStep(step + 1).minMinor);
    expect(stepOfPrice(priceStep(step))).toBe(step);
  }
  expect(stepOfPrice({ minMinor: 2000, maxMinor: 3000 })).toBeNull();
  expect(stepOfPrice({ minMinor: null, maxMinor: 4999 })).toBeNull();
});
