import { formatAddress as formatLocally } from 'localized-address-format';
import { countryName } from './country-codes.ts';
import { countryData } from './country-data.ts';
import type { PostalAddress } from './postal-address.ts';

/** Countries where a family name comes first. Source: CLDR, personNames, nameOrderLocales. */
const familyNameFirst: ReadonlySet<string> = new Set(['CN', 'HK', 'HU', 'JP', 'KR', 'MO', 'TW']);
/** Of these, the ones that write no blank between the names. */
const namesJoined: ReadonlySet<string> = new Set(['CN', 'HK', 'KR', 'MO', 'TW']);

/** What an address is made of; what it has not may be left out. */
export type AddressParts = Pick<PostalAddress, 'firstName' | 'line1' | 'countryCode'> & {
  readonly [Part in Exclude<keyof PostalAddress, 'firstName' | 'line1' | 'countryCode'>]?:
    string | null | undefined;
};

/**
 * An address line by line, as its country writes it on a parcel, from the name to the country: the one form for parcels,
 * mails and receipts. The country is named in `language` (BCP 47). An address in Latin letters is written in the Latin
 * way of countries that have two.
 */
export function formatAddress(address: AddressParts, language = 'en'): string[] {
  const lines = formatLocally(
    {
      postalCountry: address.countryCode,
      name: nameOf(address),
      organization: address.company ?? '',
      addressLines: streetOf(address),
      locality: address.city ?? '',
      administrativeArea: address.region ?? '',
      postalCode: address.postalCode ?? '',
    },
    isLatin(address) ? 'latin' : 'local',
  );
  // A street of two lines in the middle of a line leaves blanks where something is missing.
  return [...lines.map((line) => line.trim()), countryName(address.countryCode, language)];
}

function nameOf({ firstName, lastName, ...address }: AddressParts): string {
  if (lastName == null) return firstName;
  if (!hasLocalNames({ firstName, lastName, ...address })) return `${firstName} ${lastName}`;
  return `${lastName}${namesJoined.has(address.countryCode) ? '' : ' '}${firstName}`;
}

/** Names from East Asia keep the order of other languages while they are in Latin letters. */
function hasLocalNames(address: AddressParts): boolean {
  const { countryCode } = address;
  return familyNameFirst.has(countryCode) && (countryCode === 'HU' || !isLatin(address));
}

/** Some countries have no place for a city: there it stands with the street, unless it is said anyway. */
function streetOf({ line1, line2, city, ...address }: AddressParts): string[] {
  const { fmt } = countryData(address.countryCode);
  const street = line2 == null ? [line1] : [line1, line2];
  const isSaid =
    city == null || fmt.includes('%C') || fmt.includes(city.toUpperCase()) || city === address.region;
  if (isSaid) return street;
  return isLatin({ line1, ...address })
    ? [...street.slice(0, -1), `${street.at(-1) ?? ''}, ${city}`]
    : [city, ...street];
}

function isLatin({ line1 }: AddressParts): boolean {
  return !/[^\P{L}\p{Script=Latin}]/u.test(line1);
}
