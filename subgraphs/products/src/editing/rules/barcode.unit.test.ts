import { Fault } from '@cartwright/input';
import { expect, it } from 'vitest';
import { readBarcode } from './barcode.ts';

it.each([
  ['96385074', '96385074'],
  ['036000291452', '036000291452'],
  ['4006381333931', '4006381333931'],
  ['4 006381-333931', '4006381333931'],
  ['10012345678902', '10012345678902'],
  ['', null],
  [null, null],
])('reads %j', (given, barcode) => {
  expect(readBarcode(given)).toBe(barcode);
});

it.each([
  ['4006381333932', 'INVALID_VALUE'],
  ['4006381339331', 'INVALID_VALUE'],
  ['400638133393', 'INVALID_VALUE'],
  ['123456789', 'INVALID_FORMAT'],
  ['40063813339３1', 'INVALID_FORMAT'],
  ['ABCDEFGH', 'INVALID_FORMAT'],
])('refuses %s', (given, code) => {
  const read = readBarcode(given);
  expect(read instanceof Fault && read.code).toBe(code);
});
