import { expect, it } from 'vitest';
import { chosen } from './chosen.ts';

it.each([undefined, null, []])('asks for nothing when it is %j', (values) => {
  expect(chosen(values)).toBeNull();
});

it('has each value once, whatever the order in which they came', () => {
  expect(chosen(['PENDING', 'CANCELLED', 'PENDING'])).toEqual(['CANCELLED', 'PENDING']);
});
