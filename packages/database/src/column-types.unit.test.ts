import { expect, it } from 'vitest';
import { readInt8 } from './column-types.ts';

it('reads an int8 as a number, up to the largest safe integer', () => {
  expect(['0', '2147483648', '-9007199254740991'].map(readInt8)).toEqual([0, 2_147_483_648, -(2 ** 53 - 1)]);
  expect(() => readInt8('9007199254740992')).toThrow(RangeError);
});
