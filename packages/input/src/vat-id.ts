import { checkVAT, countries } from 'jsvat';
import { Fault } from './fault.ts';
import { field, optional } from './field.ts';
import { textFaults } from './text.ts';

const notAVatId = new Fault(
  'INVALID_FORMAT',
  'Please give the VAT number with its country in front, such as DE136695976.',
);

/** More than any number with its spaces needs. */
const maxLength = 40;
/** Numbers that Belgium gives out since its enterprise numbers begin with 1, too (2023). */
const newBelgian = /^BE1\d{9}$/;
const northernIrish = /^XI(?=\d)/;

/**
 * A VAT number with its country in front, in capitals and without spaces; null where nothing was typed. Of the European Union, of
 * Northern Ireland (`XI`), Great Britain, Norway, Switzerland and others: its format and check digits, not whether it is in use.
 */
export const optionalVatId = field(optional(readVatId));

function readVatId(given: string | null): string | Fault {
  if (given === null || given.trim() === '') return textFaults.required;
  if (given.length > maxLength) return notAVatId;
  const typed = given.replaceAll(/[\s.-]/gu, '').toUpperCase();
  if (newBelgian.test(typed)) return isBelgian(typed) ? typed : notAVatId;
  // Northern Ireland's are those of the United Kingdom.
  const { isValid, value } = checkVAT(northernIrish.test(typed) ? `GB${typed.slice(2)}` : given, countries);
  if (!isValid || value === undefined) return notAVatId;
  return northernIrish.test(typed) ? typed : value;
}

/** The last two digits are 97 less what the others leave of it. */
function isBelgian(vatId: string): boolean {
  return 97 - (Number(vatId.slice(2, 10)) % 97) === Number(vatId.slice(10));
}
