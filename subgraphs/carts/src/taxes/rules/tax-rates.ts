import type { StoreCurrency } from '@cartwright/money';

/**
 * Standard VAT rates in basis points, by ISO 3166-1 alpha-2 code.
 * Sources: European Commission, "VAT rules and rates: standard, special and reduced rates" (Your Europe, 2026) for the
 * member states; GOV.UK "VAT rates" (GB); Swiss Federal Tax Administration "VAT rates" (CH); Skatteetaten "Value added
 * tax rates" (NO).
 */
export const standardVatBasisPoints: Readonly<Record<string, number>> = {
  AT: 2000,
  BE: 2100,
  BG: 2000,
  CH: 810,
  CY: 1900,
  CZ: 2100,
  DE: 1900,
  DK: 2500,
  EE: 2400,
  ES: 2100,
  FI: 2550,
  FR: 2000,
  GB: 2000,
  GR: 2400,
  HR: 2500,
  HU: 2700,
  IE: 2300,
  IT: 2200,
  LT: 2100,
  LU: 1700,
  LV: 2100,
  MT: 1800,
  NL: 2100,
  NO: 2500,
  PL: 2300,
  PT: 2300,
  RO: 2100,
  SE: 2500,
  SI: 2200,
  SK: 2300,
};

/** The country that is assumed while the buyer's is not known, by currency; the others are of countries where no tax is collected. */
const assumedCountry: Readonly<Partial<Record<StoreCurrency, string>>> = {
  CHF: 'CH',
  CZK: 'CZ',
  DKK: 'DK',
  EUR: 'DE',
  GBP: 'GB',
  HUF: 'HU',
  NOK: 'NO',
  PLN: 'PL',
  RON: 'RO',
  SEK: 'SE',
};

/** The rate of the tax that prices include for a buyer in that country (null: not known); 0 where the store collects none. */
export function taxRateBasisPoints(countryCode: string | null, currency: StoreCurrency): number {
  const country = countryCode ?? assumedCountry[currency];
  return (country === undefined ? undefined : standardVatBasisPoints[country]) ?? 0;
}
