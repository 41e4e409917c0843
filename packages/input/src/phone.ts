import { tidyCode } from './characters.ts';
import { Fault } from './fault.ts';
import { field, optional, type FieldReader } from './field.ts';
import { lineReader } from './text.ts';

const maxLength = 50;
/** E.164 has 15 digits at most; a national prefix such as `(0)` may be written beside it. */
const digitsOf = /^\+?[\d ()./-]{5,30}$/u;
const extension = /[ ,;]*(?:ext(?:ension|n)?\.?|x|#|durchwahl|poste)[ .:=]*\d{1,8}$/iu;
/** Digits that other keyboards type: Arabic, Persian, Devanagari, Bengali, Thai. */
const otherDigits = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/gu;
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];

const notAPhone = new Fault('INVALID_FORMAT', 'Please give a phone number, such as +49 30 123456.');

/** A phone number as it was written, tidied: spaces, dashes, digits of any keyboard, an extension. */
export const phone = field(readPhone);

/** `phone` that may be left empty; null then. */
export const optionalPhone = field(optional<string>(readPhone));

const line: FieldReader<string> = lineReader(tidyPhone, maxLength);

function readPhone(given: string | null): string | Fault {
  const read = line(given);
  if (read instanceof Fault) return read;
  const number = read.replace(extension, '');
  const digits = number.replace(/\D/gu, '').length;
  return digitsOf.test(number) && digits >= 5 && digits <= 17 ? read : notAPhone;
}

function tidyPhone(given: string): string {
  return tidyCode(given).replace(otherDigits, asciiDigit);
}

function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  return String(point - Math.max(...zeros.filter((zero) => zero <= point)));
}
