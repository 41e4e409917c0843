import { expect, it } from 'vitest';
import { laidDownTaxes, rateInForce, type ClassRate, type ZoneTerms } from './laid-down-taxes.ts';
import { overlapOf } from './rate-overlap.ts';
import { assumedCountry, standardVatBasisPoints, startingTaxRates } from './tax-rates.ts';
import { standardTaxes, type TaxPlace } from './tax-table.ts';

const now = new Date('2026-11-29T12:00:00.000Z');
const noon = (day: string) => new Date(`${day}T12:00:00.000Z`);
const rate = (countryCode: string, basisPoints: number, more: Partial<ClassRate> = {}): ClassRate => ({
  ...{ countryCode, region: null, taxClass: null, basisPoints, validFrom: null, validUntil: null },
  ...more,
});
const zone = (countryCode: string, more: Partial<ZoneTerms> = {}): ZoneTerms => ({
  ...{ countryCode, region: null, pricesIncludeTax: true, rounding: 'RATE', deliveryTax: 'OWN_CLASS' },
  assumedFor: [],
  ...more,
});
const place = (countryCode: string | null, more: Partial<TaxPlace> = {}): TaxPlace => ({
  ...{ countryCode, currency: 'EUR', region: null, now },
  ...more,
});

const rates = [
  rate('DE', 1_900),
  rate('DE', 700, { taxClass: 'BOOKS' }),
  rate('ES', 2_100),
  rate('ES', 400, { taxClass: 'BOOKS' }),
  rate('ES', 700, { region: 'CN' }),
  rate('US', 725, { region: 'CA' }),
  rate('US', 0, { region: 'CA', taxClass: 'FOOD' }),
];
const zones = [
  zone('DE', { assumedFor: ['EUR'] }),
  zone('US', { pricesIncludeTax: false }),
  zone('US', { region: 'CA', pricesIncludeTax: false, rounding: 'LINE' }),
];
const table = laidDownTaxes({ zones, rates });

it.each([
  ['a class has its own rate', place('DE'), 'BOOKS', 700],
  ['a class without one has the standard rate', place('DE'), 'FOOD', 1_900],
  ['a region is taxed as its country where it says nothing', place('DE', { region: 'BE' }), 'BOOKS', 700],
  [
    'a region’s standard rate stands before its country’s classes',
    place('ES', { region: 'CN' }),
    'BOOKS',
    700,
  ],
  ['nothing is taken where nothing is laid down', place('US'), null, 0],
  ['a state has what was laid down of it', place('US', { region: 'CA' }), null, 725],
  ['a state’s class has its own rate', place('US', { region: 'CA' }), 'FOOD', 0],
  ['a currency says where a buyer is taken to be', place(null), 'BOOKS', 700],
  ['no currency, no place', place(null, { currency: 'USD' }), null, 0],
  ['a country that is known stands before the currency', place('JP'), null, 0],
])('%s', (_what, at, taxClass, basisPoints) => {
  expect(table.at(at).rateOf(taxClass)).toBe(basisPoints);
});

it('has the terms of the region, else of its country, else prices that include tax', () => {
  expect(table.at(place('US', { region: 'CA' }))).toMatchObject({
    ...{ pricesIncludeTax: false, rounding: 'LINE', deliveryTax: 'OWN_CLASS', deliveryRateBasisPoints: 725 },
  });
  expect(table.at(place('US', { region: 'OR' }))).toMatchObject({
    pricesIncludeTax: false,
    rounding: 'RATE',
  });
  expect(table.at(place('ES'))).toMatchObject({ pricesIncludeTax: true, deliveryRateBasisPoints: 2_100 });
});

it('has a rate take over at its moment', () => {
  const turn = noon('2027-01-01');
  const changing = laidDownTaxes({
    zones: [],
    rates: [rate('FI', 2_550, { validUntil: turn }), rate('FI', 2_600, { validFrom: turn })],
  });
  const standardAt = (at: Date) => changing.at(place('FI', { now: at })).rateOf(null);
  expect(standardAt(new Date(turn.getTime() - 1))).toBe(2_550);
  expect(standardAt(turn)).toBe(2_600);
});

it('has a class fall back once its own rate is over', () => {
  const over = [rate('DE', 1_900), rate('DE', 700, { taxClass: 'BOOKS', validUntil: now })];
  const asked = { territory: { countryCode: 'DE', region: null }, taxClass: 'BOOKS', now };
  expect(rateInForce(over, asked)?.basisPoints).toBe(1_900);
});

it('begins with what the standard taxes say', () => {
  const startingZones = Object.keys(standardVatBasisPoints).map((countryCode) => {
    const assumed = Object.entries(assumedCountry).filter(([, country]) => country === countryCode);
    return zone(countryCode, {
      assumedFor: assumed.map(([currency]) => currency) as ZoneTerms['assumedFor'],
    });
  });
  const starting = laidDownTaxes({
    zones: startingZones,
    rates: startingTaxRates.map(({ countryCode, basisPoints, taxClass }) =>
      rate(countryCode, basisPoints, { taxClass }),
    ),
  });
  for (const countryCode of [...Object.keys(standardVatBasisPoints), 'US', null])
    for (const currency of ['EUR', 'USD', 'CHF'] as const) {
      const at = place(countryCode, { currency });
      const { rateOf, ...terms } = starting.at(at);
      const { rateOf: standardOf, ...standard } = standardTaxes.at(at);
      expect(terms).toEqual(standard);
      expect(rateOf(null)).toBe(standardOf(null));
    }
});

const [jan, feb, mar] = [noon('2027-01-01'), noon('2027-02-01'), noon('2027-03-01')];
it.each([
  [{ validFrom: jan, validUntil: feb }, { validFrom: feb, validUntil: mar }, false],
  [{ validFrom: jan, validUntil: mar }, { validFrom: feb, validUntil: mar }, true],
  [{ validUntil: feb }, { validFrom: feb }, false],
  [{ validUntil: mar }, { validFrom: feb }, true],
  [{}, { validFrom: feb, validUntil: mar }, true],
  [{}, {}, true],
  [{ taxClass: 'BOOKS' }, {}, false],
  [{ region: 'CA' }, {}, false],
  [{ countryCode: 'AT' }, {}, false],
])('%j and %j overlap: %s', (one, other, doOverlap) => {
  const [first, second] = [
    { ...rate('DE', 1, one), id: 'one' },
    { ...rate('DE', 2, other), id: 'other' },
  ];
  expect(overlapOf(first, [second]) !== undefined).toBe(doOverlap);
  expect(overlapOf(second, [first]) !== undefined).toBe(doOverlap);
  expect(overlapOf(first, [first])).toBeUndefined();
});
