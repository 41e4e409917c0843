import { expect, it } from 'vitest';
import type { AttributeDefinition, ProductType } from './definition.ts';
import { facetAttributes } from './facet-attributes.ts';

const dye: AttributeDefinition = {
  id: '1',
  key: 'dye',
  name: 'Dye',
  description: '',
  kind: 'TEXT',
  owner: 'PRODUCT',
  required: false,
  filterable: true,
  searchable: false,
  inFacets: true,
  unit: null,
  several: false,
  referenceTo: null,
  choices: [],
};

function typeOf(...attributes: readonly AttributeDefinition[]): ProductType {
  return { id: '', slug: '', name: '', version: 1, attributes };
}

it('an attribute is of variants where any product type has it so, in facets or not', () => {
  const ofVariants = { ...dye, owner: 'VARIANT', inFacets: false } as const;
  const length = { ...dye, key: 'length' };
  const shown = facetAttributes([typeOf(dye, length), typeOf(ofVariants)]);
  expect(shown.map(({ key, owner }) => [key, owner])).toEqual([
    ['dye', 'VARIANT'],
    ['length', 'PRODUCT'],
  ]);
});
