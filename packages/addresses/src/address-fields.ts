import { countryData } from './country-data.ts';

/** A part of an address beside its country, by its name in `AddressInput`. */
export type AddressFieldName =
  'firstName' | 'lastName' | 'company' | 'line1' | 'line2' | 'city' | 'region' | 'postalCode' | 'phone';

/** How many characters each part may have. */
export const maxLengths: Readonly<Record<AddressFieldName, number>> = {
  firstName: 100,
  lastName: 100,
  company: 200,
  line1: 200,
  line2: 200,
  city: 100,
  region: 100,
  postalCode: 20,
  phone: 50,
};

const lettersOf: Readonly<Record<string, readonly AddressFieldName[]>> = {
  N: ['firstName', 'lastName'],
  O: ['company'],
  A: ['line1', 'line2'],
  C: ['city'],
  S: ['region'],
  Z: ['postalCode'],
};

/** The parts that an address in this country has, in the order in which it is written in Latin letters; the phone is last. */
export function fieldsOf(countryCode: string): AddressFieldName[] {
  const { fmt, lfmt = fmt } = countryData(countryCode);
  const letters = lfmt.matchAll(/%([NOACSZ])/gu).map(([, letter = '']) => letter);
  return [...letters.flatMap((letter) => lettersOf[letter] ?? []), 'phone'];
}

/** The parts that no address in this country may lack. Every parcel needs a name and a street; some people have one name. */
export function requiredFieldsOf(countryCode: string): ReadonlySet<AddressFieldName> {
  const { require } = countryData(countryCode);
  const needed: AddressFieldName[] = ['firstName', 'line1'];
  if (require.includes('C')) needed.push('city');
  if (require.includes('S')) needed.push('region');
  if (require.includes('Z')) needed.push('postalCode');
  return new Set(needed);
}
