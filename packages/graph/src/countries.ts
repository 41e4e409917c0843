import { graphqlError } from '@cartwright/errors';

const countryHeader = 'x-country';
const form = /^[A-Z]{2}$/;

/**
 * The country that a request's header `x-country` names, in any case: two letters (ISO 3166-1 alpha-2); null without one.
 * @throws BAD_USER_INPUT for anything else
 */
export function requestedCountry(headers: Readonly<Record<string, unknown>>): string | null {
  const asked = headers[countryHeader];
  const country = typeof asked === 'string' ? asked.trim().toUpperCase() : '';
  if (country === '') return null;
  if (form.test(country)) return country;
  const message = `The header ${countryHeader} names no country. Please give two letters, such as DE.`;
  throw graphqlError('BAD_USER_INPUT', message, { header: countryHeader });
}
