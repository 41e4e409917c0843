import { countryCodes } from '@cartwright/addresses';
import { graphqlError } from '@cartwright/errors';

const countryHeader = 'x-country';
const assigned: ReadonlySet<string> = new Set(countryCodes);

/**
 * The country that a request's header `x-country` names, in any case: a code that ISO 3166-1 alpha-2 assigns; null without one.
 * Others are refused, so that kept answers differ by no more countries than there are.
 * @throws BAD_USER_INPUT for anything else
 */
export function requestedCountry(headers: Readonly<Record<string, unknown>>): string | null {
  const asked = headers[countryHeader];
  const country = typeof asked === 'string' ? asked.trim().toUpperCase() : '';
  if (country === '') return null;
  if (assigned.has(country)) return country;
  const message = `The header ${countryHeader} names no country. Please give a code of ISO 3166-1, such as DE.`;
  throw graphqlError('BAD_USER_INPUT', message, { header: countryHeader });
}
