import type { StoreCurrency } from '@cartwright/money';

/** What is known of a rate beside its figure. */
interface RateSource {
  readonly source: string;
  /** ISO 8601 date on which it was read. */
  readonly readOn: string;
}

/** Standard VAT rates in basis points, by ISO 3166-1 alpha-2 code; `sourceOfStandard` says where they are from. */
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

const standardReadOn = '2026-11-20';
const authorities: Readonly<Record<string, string>> = {
  CH: 'Swiss Federal Tax Administration, VAT rates',
  GB: 'GOV.UK, VAT rates',
  NO: 'Skatteetaten, Value added tax rates',
};
const yourEurope =
  'European Commission, Your Europe, VAT rules and rates: standard, special and reduced rates (2026)';

function sourceOfStandard(countryCode: string): RateSource {
  return { source: authorities[countryCode] ?? yourEurope, readOn: standardReadOn };
}

/** What a new shop has of tax classes, by code. */
export const startingTaxClasses: Readonly<Record<string, string>> = {
  BOOKS: 'Printed books',
  FOOD: 'Food that is not served',
};

/**
 * Reduced rates in basis points, by class and country: those that are one figure for the whole of the class. Where a country taxes
 * parts of it differently, or has changed it since, there is none here, and the standard rate stands until staff say otherwise.
 */
const reducedVatBasisPoints: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  BOOKS: {
    AT: 1000,
    BG: 900,
    CY: 300,
    CZ: 0,
    DE: 700,
    EE: 900,
    ES: 400,
    FR: 550,
    GB: 0,
    GR: 600,
    HR: 500,
    HU: 500,
    IE: 0,
    IT: 400,
    LU: 300,
    MT: 500,
    NL: 900,
    PL: 500,
    PT: 600,
    RO: 1100,
    SE: 600,
    SI: 500,
  },
  FOOD: {
    BE: 600,
    CZ: 1200,
    DE: 700,
    FR: 550,
    GR: 1300,
    LU: 300,
    MT: 0,
    NL: 900,
    RO: 1100,
    SI: 950,
  },
};

const reducedReadOn = '2025-08-26';
const tedb = 'European Commission, Taxes in Europe Database (TEDB), VAT rates applied in the Member States';

function sourceOfReduced(countryCode: string): RateSource {
  return { source: authorities[countryCode] ?? tedb, readOn: reducedReadOn };
}

/** A rate that a new shop has, for a whole country, since ever and without end. */
export interface StartingTaxRate extends RateSource {
  readonly countryCode: string;
  /** Code of the class; null for the standard rate. */
  readonly taxClass: string | null;
  readonly basisPoints: number;
}

/** What a new database has of rates; the migration `20270303000000_taxes` stores them. */
export const startingTaxRates: readonly StartingTaxRate[] = [
  ...Object.entries(standardVatBasisPoints).map(([countryCode, basisPoints]) => ({
    ...{ countryCode, taxClass: null, basisPoints },
    ...sourceOfStandard(countryCode),
  })),
  ...Object.entries(reducedVatBasisPoints).flatMap(([taxClass, rates]) =>
    Object.entries(rates).map(([countryCode, basisPoints]) => ({
      ...{ countryCode, taxClass, basisPoints },
      ...sourceOfReduced(countryCode),
    })),
  ),
];

/** The country that is assumed while the buyer's is not known, by currency; the others are of countries where no tax is collected. */
export const assumedCountry: Readonly<Partial<Record<StoreCurrency, string>>> = {
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
