import { expect, it } from 'vitest';
import { readAccept } from './accept-header.ts';

const typesOf = (header: string) => readAccept(header).map(({ type, subtype }) => `${type}/${subtype}`);

it('reads no more ranges than clients name', () => {
  expect(typesOf('a/b,'.repeat(200))).toHaveLength(32);
  expect(typesOf(`${'a,'.repeat(200)}application/json`)).toEqual([]);
});

it('takes a header that is too long for one that accepts anything, and reads none of it', () => {
  expect(typesOf('a/b,'.repeat(4_000))).toEqual(['*/*']);
});

it.each(['a/b;c="d, e/f', 'a/b;c="d\\', 'a/b;c="d\\", e/f', `a/b;c=${'"\\'.repeat(500)}`])(
  'reads on to the end where a quotation is never closed: %s',
  (header) => {
    expect(typesOf(header)).toEqual(['a/b']);
  },
);
