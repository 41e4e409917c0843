import { expect, it } from 'vitest';
import { withBrandName, withoutBrandNames } from './brand-names.ts';
import type { CollectionRule } from './collection-rule.ts';

const of = (...brands: string[]): CollectionRule => ({
  match: 'ANY',
  conditions: [
    { kind: 'TAG', tags: ['Kiln'] },
    { kind: 'BRAND', brands },
  ],
});

it('asks for a brand by both names while its products are renamed, and then by the new one', () => {
  expect(withBrandName(of('Other', 'Kiln'), ['Kiln'], 'Ofen')).toEqual(of('Other', 'Kiln', 'Ofen'));
  expect(withBrandName(of('Kiln', 'Ofen'), ['Kiln'], 'Ofen')).toEqual(of('Kiln', 'Ofen'));
  expect(withBrandName(of('Other'), ['Kiln'], 'Ofen')).toEqual(of('Other'));
  expect(withoutBrandNames(of('Other', 'Kiln', 'Ofen'), ['Kiln'])).toEqual(of('Other', 'Ofen'));
  expect(withoutBrandNames(of('Kiln'), ['Kiln'])).toEqual(of('Kiln'));
});
