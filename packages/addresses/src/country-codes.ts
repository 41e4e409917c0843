import { Fault, field, tidyCode, type FieldReader } from '@cartwright/input';
import { iso31661 } from 'iso-3166';

/** The officially assigned codes of ISO 3166-1 alpha-2, in alphabetical order. */
export const countryCodes: readonly string[] = iso31661.map(({ alpha2 }) => alpha2).sort();

const assigned: ReadonlySet<string> = new Set(countryCodes);

const required = new Fault('REQUIRED', 'Please choose a country.');
const unknown = new Fault('INVALID_VALUE', 'Please give a country code of ISO 3166-1, such as DE.');

/** Whether a code in upper case is assigned. */
export function isCountryCode(code: string): boolean {
  return assigned.has(code);
}

/** An assigned country code in upper case, in whichever case it was given. */
export const countryCode = field(readCountryCode);

/** `countryCode` that may be left empty; null then. */
export const optionalCountryCode = field((given) => {
  const read = readCountryCode(given);
  return read === required ? null : read;
});

/** The name of a country in a language (BCP 47), as its speakers write it: `Deutschland`. In English where that is no language. */
export function countryName(code: string, language: string): string {
  if (!isCountryCode(code)) return code;
  return new Intl.DisplayNames([wellFormed(language), 'en'], { type: 'region' }).of(code) ?? code;
}

/** Orders names as a reader of the language (BCP 47) looks for them, as one of English where that is no language. */
export function byName(language: string): (one: string, other: string) => number {
  return new Intl.Collator([wellFormed(language), 'en']).compare;
}

function wellFormed(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function readCountryCode(given: Parameters<FieldReader<string>>[0]): string | Fault {
  const code = given === null ? '' : tidyCode(given).toUpperCase();
  if (code === '') return required;
  return isCountryCode(code) ? code : unknown;
}
