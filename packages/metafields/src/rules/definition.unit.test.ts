import { expect, it } from 'vitest';
import { compareDecimals } from './compare-decimals.ts';
import { checkByRules, type MetafieldRule } from './definition.ts';
import type { MetafieldChange } from './read-changes.ts';

const anything = { minimum: null, maximum: null, minLength: null, maxLength: null, choices: [] };
const rule: MetafieldRule = {
  ...anything,
  ...{ namespace: 'care', key: 'degrees', type: 'INTEGER', visibility: 'PUBLIC' },
};
const change: MetafieldChange = {
  ...{ namespace: 'care', key: 'degrees', type: 'INTEGER', value: '30' },
  ...{ visibility: undefined, compareDigest: undefined },
};
const check = (given: Partial<MetafieldChange>, by: Partial<MetafieldRule>) =>
  checkByRules({ set: [{ ...change, ...given }], remove: [] }, [{ ...rule, ...by }]);

it('what is laid down says who sees a value; what is not laid down is as it was given', () => {
  expect(check({}, {})).toEqual({
    kind: 'valid',
    value: { set: [{ ...change, visibility: 'PUBLIC' }], remove: [] },
  });
  expect(check({ visibility: 'PRIVATE' }, { key: 'other' })).toMatchObject({
    value: { set: [{ visibility: 'PRIVATE' }] },
  });
});

it.each<[Partial<MetafieldChange>, Partial<MetafieldRule>, string, string]>([
  [{ type: 'DECIMAL' }, {}, 'type', 'INVALID_VALUE'],
  [{ visibility: 'PRIVATE' }, {}, 'visibility', 'INVALID_VALUE'],
  [{ value: '29' }, { minimum: '30' }, 'value', 'OUT_OF_RANGE'],
  [{ value: '-1' }, { minimum: '0' }, 'value', 'OUT_OF_RANGE'],
  [{ value: '96' }, { maximum: '95' }, 'value', 'OUT_OF_RANGE'],
  [{ value: '45' }, { choices: ['30', '40'] }, 'value', 'INVALID_VALUE'],
  [
    { type: 'SINGLE_LINE_TEXT', value: 'ab' },
    { type: 'SINGLE_LINE_TEXT', minLength: 3 },
    'value',
    'OUT_OF_RANGE',
  ],
  [
    { type: 'SINGLE_LINE_TEXT', value: 'abcd' },
    { type: 'SINGLE_LINE_TEXT', maxLength: 3 },
    'value',
    'TOO_LONG',
  ],
  [
    { type: 'LIST_OF_DECIMAL', value: '["1","2.5"]' },
    { type: 'LIST_OF_DECIMAL', maximum: '2.4' },
    'value',
    'OUT_OF_RANGE',
  ],
])('%j is refused by %j', (given, by, field, code) => {
  expect(check(given, by)).toMatchObject({ fields: [{ path: ['metafields', '0', field], code }] });
});

it.each<[Partial<MetafieldChange>, Partial<MetafieldRule>]>([
  [{ value: '30' }, { minimum: '30', maximum: '30', choices: ['30'] }],
  [
    { type: 'SINGLE_LINE_TEXT', value: 'abc' },
    { type: 'SINGLE_LINE_TEXT', minLength: 3, maxLength: 3 },
  ],
  [
    { type: 'LIST_OF_SINGLE_LINE_TEXT', value: '["a","b"]' },
    { type: 'LIST_OF_SINGLE_LINE_TEXT', choices: ['b', 'a'] },
  ],
])('%j is taken by %j', (given, by) => {
  expect(check(given, by)).toMatchObject({ kind: 'valid' });
});

it('decimals are compared exactly', () => {
  expect(compareDecimals('999999999999999999.000000000001', '999999999999999999')).toBe(1);
  expect(compareDecimals('-0.5', '-0.25')).toBe(-1);
  expect(compareDecimals('-0.5', '0')).toBe(-1);
  expect(compareDecimals('2.5', '2.5')).toBe(0);
  expect(compareDecimals('10', '9.9')).toBe(1);
});
