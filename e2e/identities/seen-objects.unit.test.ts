import { expect, it } from 'vitest';
import { SeenObjects } from './seen-objects.ts';

const black = (count: number) => ({ __typename: 'FacetValue', id: 'Black', count });

it('finds two objects that a cache would take for one', () => {
  const seen = new SeenObjects();
  seen.add({ facets: [{ values: [black(3)] }, { values: [black(3), black(4)] }] });
  expect(seen.differences).toEqual(['FacetValue:Black count: 3, then 4']);
  expect(seen.types()).toEqual(new Set(['FacetValue']));
});

it('takes an object that is met again, or with other fields, for the same', () => {
  const seen = new SeenObjects();
  seen.add([black(3), { ...black(3), label: 'Black' }, { __typename: 'Brand', id: 'Black', count: 5 }]);
  expect(seen.differences).toEqual([]);
});
