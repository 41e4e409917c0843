import { expect, it } from 'vitest';
import { checkInputSize } from './input-size.ts';

const list = (length: number) => Array.from({ length }, (_, index) => `v${index}`);
const tooMany = { extensions: { code: 'BAD_USER_INPUT', limit: 'values in variables', maximum: 5_000 } };

it.each([
  ['no variables', {}],
  ['null', { a: null }],
  ['a list at the limit', { ids: list(4_999) }],
  ['objects', { lines: list(1_000).map((id) => ({ id, quantity: 1, note: null })) }],
])('%s may be read', (_what, variables) => {
  expect(checkInputSize(variables)).toBeUndefined();
});

it.each([
  ['a list', { ids: list(5_000) }],
  ['a huge list', { ids: list(1_000_000) }],
  ['keys', { input: Object.fromEntries(list(5_000).map((key) => [key, 1])) }],
  ['keys of the variables', Object.fromEntries(list(5_001).map((key) => [key, 1]))],
  ['lists within lists', { rows: list(100).map(() => list(100)) }],
  ['nesting', JSON.parse(`{"v":${'['.repeat(100_000)}${']'.repeat(100_000)}}`) as object],
])('too many values are refused: %s', (_what, variables) => {
  expect(checkInputSize({ ...variables })).toMatchObject(tooMany);
});
