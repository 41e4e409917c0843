import { describe, expect, it } from 'vitest';
import { readBrandGiven } from './given-brand.ts';
import { readBrandChange, readNewBrand } from './brand-input.ts';

const valueOf = (read: { readonly kind: string; readonly value?: unknown }) => read.value;

describe('a new brand', () => {
  it('has a slug of its name, and is shown', () => {
    expect(valueOf(readNewBrand({ name: '  Oddwool  & Daughters ' }))).toEqual({
      name: 'Oddwool & Daughters',
      slug: 'oddwool-daughters',
      isOwnSlug: false,
      description: '',
      descriptionHtml: null,
      website: null,
      seoTitle: null,
      seoDescription: null,
      isShown: true,
      logoMediaId: null,
      reason: null,
    });
  });

  it.each([
    [{ name: ' ' }, 'name', 'REQUIRED'],
    [{ name: 'a'.repeat(101) }, 'name', 'TOO_LONG'],
    [{ name: 'Kiln\u0000' }, 'name', 'INVALID_CHARACTERS'],
    [{ name: 'Kiln\uD800' }, 'name', 'INVALID_CHARACTERS'],
    [{ name: '窯' }, 'slug', 'REQUIRED'],
    [{ name: 'Kiln', slug: 'No Slug' }, 'slug', 'INVALID_FORMAT'],
    [{ name: 'Kiln', website: 'http://kiln.example' }, 'website', 'INVALID_FORMAT'],
    [{ name: 'Kiln', website: 'javascript:alert(1)' }, 'website', 'INVALID_FORMAT'],
    [{ name: 'Kiln', description: 'a'.repeat(5_001) }, 'description', 'TOO_LONG'],
  ])('is not %j', (input, path, code) => {
    expect(readNewBrand(input)).toMatchObject({ kind: 'invalid-input', fields: [{ path: [path], code }] });
  });
});

it('is changed in what is given alone', () => {
  expect(valueOf(readBrandChange({ website: '', name: null }))).toEqual({
    website: null,
    slug: null,
    reason: null,
  });
});

describe('the brand of a product', () => {
  it.each([
    [{ brand: 'Kiln' }, true],
    [{ brandId: 'id', brand: null }, true],
    [{}, false],
  ])('may be %j', (given, isRequired) => {
    expect(readBrandGiven(given, isRequired)).toBeUndefined();
  });

  it('is given once', () => {
    expect(readBrandGiven({ brand: 'Kiln', brandId: 'id' }, false)?.fields).toMatchObject([
      { path: ['brandId'], code: 'INVALID_VALUE' },
    ]);
    expect(readBrandGiven({}, true)?.fields).toMatchObject([{ path: ['brand'], code: 'REQUIRED' }]);
  });
});
