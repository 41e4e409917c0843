import { expect, it } from 'vitest';
import { compareList } from './compare-list.ts';

it('takes an empty or absent list for one without entries', () => {
  expect(compareList('', [])).toEqual([]);
  expect(compareList('a: 1\nb: 2\n', ['a: 1', 'b: 2'])).toEqual([]);
});

it('names each entry that is new or gone', () => {
  expect(compareList('a: 1\nb: 2\n', ['a: 1', 'b: 3'])).toEqual([
    expect.stringMatching(/lacks "b: 3".*--write/),
    expect.stringMatching(/still has "b: 2".*--write/),
  ]);
});
