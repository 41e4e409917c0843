import { describe, expect, it } from 'vitest';
import { maxHtmlLength } from '../../rich-text/door.ts';
import { productOfRows } from './product-of-rows.ts';
import type { ProductRecord } from './records.ts';

const recordOf = (...rows: Parameters<typeof productOfRows>[0]): ProductRecord => {
  const told = productOfRows(rows, 'EUR');
  if (told.kind !== 'PRODUCTS') throw new Error(JSON.stringify(told));
  return told.record;
};
const texts = {
  description: '',
  tags: '',
  brand: '',
  status: '',
  seoTitle: '',
  seoDescription: '',
  taxClass: '',
};

describe('rows of one handle', () => {
  it('say nothing in empty cells where none of them has the title', () => {
    const { description, tags, seo, taxClass } = recordOf({ slug: 'cup', name: '', ...texts });
    expect([description, tags, seo, taxClass]).toEqual([undefined, undefined, undefined, undefined]);
    expect(recordOf({ slug: 'cup', name: '', ...texts, description: 'Tin' }).description).toBe('Tin');
  });

  it('take texts away with empty cells beside the title, wherever it stands', () => {
    const told = recordOf({ slug: 'cup', name: '', ...texts }, { slug: 'cup', name: 'Cup', ...texts });
    expect(told).toMatchObject({
      name: 'Cup',
      description: '',
      tags: [],
      taxClass: '',
      seo: { title: '', description: '' },
    });
  });

  it('have the values of each option in its own columns, whichever have names', () => {
    const { options, variants } = recordOf({
      slug: 'cup',
      name: 'Cup',
      option1Name: '',
      option1Value: 'wrong',
      option2Name: 'Colour',
      option2Value: 'Red',
      sku: 'CUP',
    });
    expect(options).toEqual([{ name: 'Colour', values: [{ value: 'Red' }] }]);
    expect(variants[0]?.selectedOptions).toEqual([{ name: 'Colour', value: 'Red' }]);
  });

  it('have pictures in the order of their positions, and one for each variant that names one', () => {
    const { images, variants } = recordOf(
      { slug: 'cup', name: 'Cup', sku: 'CUP', imageUrl: 'b', imagePosition: '2', variantImageUrl: 'c' },
      { slug: 'cup', imageUrl: 'z', imagePosition: '' },
      { slug: 'cup', imageUrl: 'a', imagePosition: '1', imageAltText: 'From above' },
    );
    expect(images).toEqual([{ url: 'a', altText: 'From above' }, { url: 'b' }, { url: 'z' }]);
    expect(variants.map(({ imageUrl }) => imageUrl)).toEqual(['c']);
    expect(productOfRows([{ slug: 'cup', imageUrl: 'a', imagePosition: 'first' }], 'EUR')).toMatchObject({
      messages: ['The position of a picture is no whole number: first'],
    });
  });

  it('may have fewer pieces than none, and weigh nothing less', () => {
    expect(recordOf({ slug: 'cup', name: 'Cup', sku: 'CUP', stock: '-3' }).variants[0]?.stock).toBe(-3);
    expect(productOfRows([{ slug: 'cup', name: 'Cup', sku: 'CUP', weightGrams: '-3' }], 'EUR').kind).toBe(
      'fault',
    );
  });
});

it.each(['<!--', '<p ', '\n', ' ', '<script>', '&a'])(
  'a description of a million characters of %j is refused before it is looked at',
  (piece) => {
    const description = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(productOfRows([{ slug: 'cup', name: 'Cup', description }], 'EUR')).toEqual({
      kind: 'fault',
      subject: 'cup',
      messages: [`The description is longer than ${maxHtmlLength} characters.`],
    });
  },
);
