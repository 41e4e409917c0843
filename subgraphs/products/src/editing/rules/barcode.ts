import { Fault } from '@cartwright/input';

const form = /^(?:\d{8}|\d{12,14})$/;

/** Reads the number under the bars of a packing, blanks and hyphens aside: a GTIN with its check digit (GS1 General Specifications, 7.9). */
export function readBarcode(given: string | null): string | null | Fault {
  const digits = (given ?? '').replaceAll(/[\s-]/g, '');
  if (digits === '') return null;
  if (!form.test(digits)) return new Fault('INVALID_FORMAT', 'Please give 8, 12, 13 or 14 digits.');
  return hasCheckDigit(digits)
    ? digits
    : new Fault('INVALID_VALUE', 'Please look at the digits again: the last one does not fit the others.');
}

/** From the right, digits count once and three times in turn. */
function hasCheckDigit(digits: string): boolean {
  const fromRight = Array.from(digits, Number).toReversed();
  const sum = fromRight.reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
