import { expect, it } from 'vitest';
import { formerNamesOf } from './former-names.ts';

it.each([
  ['Kiln', [], 'Kiln & Co', ['Kiln']],
  ['Kiln & Co', ['Kiln'], 'Kiln', ['Kiln & Co']],
  ['B', ['A'], 'C', ['A', 'B']],
  ['kiln', [], 'Kiln', ['kiln']],
  ['Kiln', ['A'], 'Kiln', ['A']],
])('of %s, once %j, are with the name %s: %j', (name, formerNames, next, names) => {
  expect(formerNamesOf({ name, formerNames }, next)).toEqual(names);
});
