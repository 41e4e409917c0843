import { expect, it } from 'vitest';
import { nameOf } from './rules.ts';

it.each([
  ['Natural', 'Oak stool (Natural)'],
  ['', 'Oak stool'],
])('a variant titled %j is called %s', (variantTitle, name) => {
  expect(nameOf({ title: 'Oak stool', variantTitle })).toBe(name);
});
