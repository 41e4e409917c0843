import { expect, it } from 'vitest';
import { entityTagOf, namesTag } from './entity-tag.ts';

it('a tag names its content alone', () => {
  expect(entityTagOf('a')).toBe(entityTagOf(Buffer.from('a')));
  expect(entityTagOf('a')).not.toBe(entityTagOf('b'));
  expect(entityTagOf('a')).toMatch(/^"[\w-]{27}"$/);
});

it.each([
  [undefined, '"a"', false],
  ['', '"a"', false],
  ['"b"', '"a"', false],
  ['"a"', '"a"', true],
  ['*', '"a"', true],
  ['"b", W/"a"', '"a"', true],
  ['"a"', 'W/"a"', true],
  ['W/"a"', 'W/"a"', true],
  ['"a-gzip"', '"a"', false],
])('If-None-Match: %s names %s: %s', (header, tag, isNamed) => {
  expect(namesTag(header, tag)).toBe(isNamed);
});
