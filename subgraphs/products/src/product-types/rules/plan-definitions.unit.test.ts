import { describe, expect, it } from 'vitest';
import type { AttributeDefinition } from './definition.ts';
import { planDefinitions } from './plan-definitions.ts';

const material: AttributeDefinition = {
  id: 'material-id',
  key: 'material',
  name: 'Material',
  description: '',
  kind: 'CHOICE',
  owner: 'PRODUCT',
  required: false,
  filterable: true,
  searchable: true,
  inFacets: true,
  unit: null,
  several: true,
  referenceTo: null,
  choices: [
    { value: 'oak', name: 'Oak' },
    { value: 'ash', name: 'Ash' },
  ],
};
const newId = () => 'new-id';
const plan = (...wanted: readonly Partial<AttributeDefinition>[]) =>
  planDefinitions(
    [material],
    wanted.map((change) => ({ ...material, ...change })),
    newId,
  );
const asked = (change: Partial<AttributeDefinition>) => plan(change).checks.map(({ which }) => which);

describe('what becomes of attributes', () => {
  it('keeps what has the key of one that there is, whatever its place', () => {
    const { after, gone } = plan({ key: 'width' }, { name: 'Made of' });
    expect(after.map(({ id, name }) => ({ id, name }))).toEqual([
      { id: 'new-id', name: 'Material' },
      { id: 'material-id', name: 'Made of' },
    ]);
    expect(gone).toEqual([]);
  });

  it('asks for all values of what goes, and of what is to be something else', () => {
    expect(plan().checks).toMatchObject([{ which: 'all', definition: { key: 'material' } }]);
    for (const change of [{ kind: 'TEXT' }, { owner: 'VARIANT' }, { unit: 'cm' }] as const)
      expect(asked(change)).toEqual(['all']);
  });

  it('asks for the values that have a choice which goes, or several where one is taken', () => {
    expect(plan({ choices: [{ value: 'oak', name: 'Oak' }] }).checks).toMatchObject([
      { which: 'choices', choices: ['ash'] },
    ]);
    expect(asked({ several: false })).toEqual(['several']);
  });

  it('asks for who lacks what is to be required, and not for who lacks what was', () => {
    expect(asked({ required: true })).toEqual(['lacking']);
    expect(
      planDefinitions([{ ...material, required: true }], [{ ...material, required: true }], newId).checks,
    ).toEqual([]);
    expect(plan({}, { key: 'width', required: true }).checks).toMatchObject([{ which: 'lacking' }]);
  });

  it('asks for nothing where only names and places of choices change', () => {
    expect(asked({ name: 'Wood', choices: material.choices.toReversed(), inFacets: false })).toEqual([]);
  });
});
