import type { StoreCurrency } from '@cartwright/money';
import type { TaxesOfPlace, TaxPlace, TaxTable } from './tax-table.ts';

/** Where a rule holds: a country, or a region of it. */
export interface Territory {
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** ISO 3166-2 without the country; null for the whole country. */
  readonly region: string | null;
}

/** From when until when a rate holds. */
export interface Validity {
  /** Null for as long as there is any. */
  readonly validFrom: Date | null;
  /** Not in force at that moment any more; null for no end. */
  readonly validUntil: Date | null;
}

/** How a territory taxes. */
export interface ZoneTerms extends Territory {
  readonly pricesIncludeTax: boolean;
  readonly rounding: TaxesOfPlace['rounding'];
  readonly deliveryTax: TaxesOfPlace['deliveryTax'];
  /** Buyers with these currencies are taken to be there while it is not known where they are. */
  readonly assumedFor: readonly StoreCurrency[];
}

/** What a class of products is taxed at. */
export interface ClassRate extends Territory, Validity {
  /** Code; null for the standard rate. */
  readonly taxClass: string | null;
  readonly basisPoints: number;
}

/** All that staff have laid down. */
export interface LaidDownTaxes {
  readonly zones: readonly ZoneTerms[];
  readonly rates: readonly ClassRate[];
}

/** How places are taxed that have no zone. */
const withoutZone = { pricesIncludeTax: true, rounding: 'RATE', deliveryTax: 'OWN_CLASS' } as const;

/** Whether a rate holds at a moment. */
export function isInForce({ validFrom, validUntil }: Validity, now: Date): boolean {
  return (validFrom === null || validFrom <= now) && (validUntil === null || now < validUntil);
}

/** The table that follows from what is laid down. */
export function laidDownTaxes({ zones, rates }: LaidDownTaxes): TaxTable {
  const zoneAt = new Map(zones.map((zone) => [keyOf(zone), zone]));
  const ratesAt = Map.groupBy(rates, keyOf);
  const assumedAt = new Map(zones.flatMap((zone) => zone.assumedFor.map((currency) => [currency, zone])));
  return {
    at: (place) => {
      const territory = placeOf(place, assumedAt.get(place.currency));
      const around = territory === null ? [] : territoriesAround(territory).map(keyOf);
      const terms = around.map((key) => zoneAt.get(key)).find((zone) => zone !== undefined) ?? withoutZone;
      const { pricesIncludeTax, rounding, deliveryTax } = terms;
      const inForce = around.map((key) =>
        (ratesAt.get(key) ?? []).filter((rate) => isInForce(rate, place.now)),
      );
      const rateOf = (taxClass: string | null): number => rateFor(inForce, taxClass)?.basisPoints ?? 0;
      return { pricesIncludeTax, rounding, deliveryTax, deliveryRateBasisPoints: rateOf(null), rateOf };
    },
  };
}

/** The rate that a class has in a territory at a moment: one of its own, else the standard one; undefined where there is none. */
export function rateInForce<Rate extends ClassRate>(
  rates: readonly Rate[],
  { territory, taxClass, now }: { territory: Territory; taxClass: string | null; now: Date },
): Rate | undefined {
  const around = territoriesAround(territory).map(keyOf);
  const inForce = around.map((key) => rates.filter((rate) => keyOf(rate) === key && isInForce(rate, now)));
  return rateFor(inForce, taxClass);
}

/** A region's own rates stand before those of its country: its standard rate, too, before what the country has for the class. */
function rateFor<Rate extends ClassRate>(
  inForce: readonly (readonly Rate[])[],
  taxClass: string | null,
): Rate | undefined {
  for (const rates of inForce) {
    const found =
      rates.find((rate) => rate.taxClass === taxClass) ?? rates.find((rate) => rate.taxClass === null);
    if (found !== undefined) return found;
  }
  return undefined;
}

function placeOf({ countryCode, region }: TaxPlace, assumed: Territory | undefined): Territory | null {
  return countryCode === null ? (assumed ?? null) : { countryCode, region };
}

/** A territory, then its country. */
function territoriesAround({ countryCode, region }: Territory): Territory[] {
  const country = { countryCode, region: null };
  return region === null ? [country] : [{ countryCode, region }, country];
}

function keyOf({ countryCode, region }: Territory): string {
  return `${countryCode}-${region ?? ''}`;
}
