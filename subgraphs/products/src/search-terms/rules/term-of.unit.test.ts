import { expect, it } from 'vitest';
import { termOf } from './term-of.ts';

it.each([
  ['  Ceramic   MUG ', 'ceramic mug'],
  ['Kaffeebe\u0301cher', 'kaffeebécher'],
  ['mug 20 cm', 'mug 20 cm'],
  ['usb-c 100w', 'usb-c 100w'],
  ['抹茶碗', '抹茶碗'],
])('%j is counted as %j', (typed, term) => {
  expect(termOf(typed)).toBe(term);
});

it.each([
  [''],
  ['!?'],
  ['shopper@example.com'],
  ['shopper (at) example.com'],
  ['shopper＠example.com'],
  ['https://example.com/me'],
  ['www.example.com'],
  ['٠١٥١١٢٣٤٥٦٧'],
  ['0151–123·4567'],
  ['+49 30 901820'],
  ['0151-123.4567'],
  ['4242 4242 4242 4242'],
  ['４２４２４２４２'],
  ['de89 3704 0044 0532'],
  ['4006381333931'],
  ['a\u0000b'],
  ['x'.repeat(61)],
  ['one two three four five six seven eight nine'],
])('%j is not kept', (typed) => {
  expect(termOf(typed)).toBeNull();
});
