import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { fieldComparisons } from './field-comparisons.ts';

const comparisons = (source: string) => fieldComparisons(parse(source), 1_000);

it.each([
  ['nothing where every name comes once', '{ a { b c } b { b c } }', 0],
  ['each pair of one name', '{ a a a }', 3],
  ['names of the answer, not of the schema', '{ x: a x: b y: a }', 1],
  ['what is below all fields of one name as one place', '{ a { b } a { b c } a { c } }', 3 + 1 + 1],
  ['through inline fragments and spreads', '{ a ... { a } ...F } fragment F on T { a }', 3],
  ['a fragment once in one place', '{ ...F ...F } fragment F on T { a }', 0],
  ['fragments that nothing spreads', '{ a } fragment F on T { b b }', 1],
  ['spreads that lead nowhere as nothing', '{ a ...F }', 0],
])('counts %s', (_what, source, pairs) => {
  expect(comparisons(source)).toBe(pairs);
});

it('comes to an end with fragments in a circle', () => {
  expect(comparisons('{ ...F } fragment F on T { a ...F }')).toBe(0);
  expect(comparisons('{ ...F } fragment F on T { a { ...F } b { ...F } }')).toBe(Infinity);
});
