import { expect, it } from 'vitest';
import { matchesOptions } from './matches-options.ts';

const size = (value: string) => ({ name: 'Size', value });
const colour = (value: string) => ({ name: 'Colour', value });

it('wants every option, in any order', () => {
  expect(matchesOptions([size('M'), colour('Navy')], [colour('Navy'), size('M')])).toBe(true);
});

it.each([
  ['one is missing', [size('M')]],
  ['one differs', [size('M'), colour('Sand')]],
  ['there is one too many', [size('M'), colour('Navy'), { name: 'Fit', value: 'Slim' }]],
  ['they contradict each other', [size('M'), colour('Sand'), colour('Navy')]],
  ['there are none', []],
])('does not match when %s', (_why, chosen) => {
  expect(matchesOptions([size('M'), colour('Navy')], chosen)).toBe(false);
});
