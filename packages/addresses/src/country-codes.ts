import { Fault, field, tidyCode, type FieldReader } from '@cartwright/input';
import { iso31661 } from 'iso-3166';

/** The officially assigned codes of ISO 3166-1 alpha-2, in alphabetical order. */
export const countryCodes: readonly string[] = iso31661.map(({ alpha2 }) => alpha2).sort();

const assigned: ReadonlySet<string> = new Set(countryCodes);

const required = new Fault('REQUIRED', 'Please choose a country.');
const unknown = new Fault('INVALID_VALUE', 'Please give a country code of ISO 3166-1, such as DE.');

/** An assigned country code in upper case, in whichever case it was given. */
export const countryCode = field(readCountryCode);

/** `countryCode` that may be left empty; null then. */
export const optionalCountryCode = field((given) => {
  const read = readCountryCode(given);
  return read === required ? null : read;
});

/** The name of a country in a language (BCP 47), as its speakers write it: `Deutschland`. */
export function countryName(code: string, language: string): string {
  return new Intl.DisplayNames([language, 'en'], { type: 'region' }).of(code) ?? code;
}

function readCountryCode(given: Parameters<FieldReader<string>>[0]): string | Fault {
  const code = given === null ? '' : tidyCode(given).toUpperCase();
  if (code === '') return required;
  return assigned.has(code) ? code : unknown;
}
