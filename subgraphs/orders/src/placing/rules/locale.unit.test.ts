import { expect, it } from 'vitest';
import { localeOf } from './locale.ts';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['de', 'de'],
  ['de-at;q=0.9, en;q=0.8', 'de-AT'],
  ['not a language', 'en'],
  ['x'.repeat(1000), 'en'],
])('reads %j as %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale);
});
