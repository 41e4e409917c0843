import { readInput } from '@cartwright/input';
import { sampleCustomers } from '@cartwright/sample-data';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countryCodes } from './country-codes.ts';
import { countryData } from './country-data.ts';
import { postalAddress } from './postal-address.ts';
import { readPostalCode } from './postal-codes.ts';

const berlin = {
  firstName: 'Sam',
  lastName: 'Shopper',
  line1: '1 Example Street',
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
};
const nothing = { company: null, line2: null, region: null, phone: null };
const portland = { ...berlin, city: 'Portland', region: 'OR', postalCode: '97209', countryCode: 'US' };
const tokyo = {
  firstName: '太郎',
  lastName: '山田',
  line1: '渋谷区神宮前1-2-3',
  region: '東京都',
  postalCode: '150-0001',
  countryCode: 'JP',
};

const read = (address: unknown) => readInput(z.object({ address: postalAddress }), { address });
const kept = (address: unknown) => {
  const outcome = read(address);
  expect(outcome).toMatchObject({ kind: 'valid' });
  return outcome.kind === 'valid' ? outcome.value.address : null;
};
const faults = (address: unknown) => {
  const outcome = read(address);
  if (outcome.kind === 'valid') return [];
  return outcome.fields.map(({ path, code }) => `${path.join('.')} ${code}`);
};

describe('an address has one form', () => {
  it('tidied, with null for what it has not and the country in capitals', () => {
    const typed = { ...berlin, city: ' Berlin\u00a0', line2: '', company: '  ', countryCode: ' de ' };
    expect(kept(typed)).toEqual({ ...berlin, ...nothing });
  });

  it('which reads as itself', () => {
    for (const address of [portland, tokyo, berlin]) expect(kept(kept(address))).toEqual(kept(address));
  });

  it.each(sampleCustomers().flatMap(({ addresses }) => addresses))('of the sample shop: $line1', (sample) => {
    expect({ id: sample.id, ...kept(sample) }).toEqual(sample);
  });
});

describe('what an address needs depends on its country', () => {
  it.each([
    ['a person with one name', { ...berlin, lastName: null }],
    ['Ireland without a postal code', { ...berlin, city: 'Dublin', postalCode: null, countryCode: 'IE' }],
    [
      'Hong Kong without a postal code',
      { ...berlin, city: null, postalCode: '', region: '九龍', countryCode: 'HK' },
    ],
    ['Japan without a city', tokyo],
    ['Singapore without a city', { ...berlin, city: null, postalCode: '546080', countryCode: 'SG' }],
    [
      'a province that is younger than the list',
      { ...berlin, region: 'Papua Selatan', postalCode: '99600', countryCode: 'ID' },
    ],
  ])('%s', (_what, address) => {
    expect(faults(address)).toEqual([]);
  });

  it.each([
    ['Germany without a postal code', { ...berlin, postalCode: null }, ['address.postalCode REQUIRED']],
    ['the United States without a state', { ...portland, region: ' ' }, ['address.region REQUIRED']],
    ['Japan without a prefecture', { ...tokyo, region: null }, ['address.region REQUIRED']],
    ['a state that is none', { ...portland, region: 'XX' }, ['address.region INVALID_VALUE']],
    [
      'a postal code of another country',
      { ...berlin, postalCode: 'SW1A 1AA' },
      ['address.postalCode INVALID_FORMAT'],
    ],
    ['a country that is none', { ...berlin, countryCode: 'ZZ' }, ['address.countryCode INVALID_VALUE']],
    ['a country by its name', { ...berlin, countryCode: 'Germany' }, ['address.countryCode INVALID_VALUE']],
    ['the United Kingdom as UK', { ...berlin, countryCode: 'UK' }, ['address.countryCode INVALID_VALUE']],
    ['a phone that is none', { ...berlin, phone: 'call me' }, ['address.phone INVALID_FORMAT']],
    [
      'text that no database keeps',
      { ...berlin, firstName: 'a\ud83d', city: 'a\0' },
      ['address.firstName INVALID_CHARACTERS', 'address.city INVALID_CHARACTERS'],
    ],
    ['a street of 201 characters', { ...berlin, line1: 'x'.repeat(201) }, ['address.line1 TOO_LONG']],
  ])('not %s', (_what, address, expected) => {
    expect(faults(address)).toEqual(expected);
  });

  it('and everything at fault is named, also while the country is not known', () => {
    expect(faults({ countryCode: 'US' })).toEqual([
      'address.firstName REQUIRED',
      'address.line1 REQUIRED',
      'address.city REQUIRED',
      'address.region REQUIRED',
      'address.postalCode REQUIRED',
    ]);
    expect(faults({ phone: 'call me' })).toEqual([
      'address.firstName REQUIRED',
      'address.line1 REQUIRED',
      'address.countryCode REQUIRED',
      'address.phone INVALID_FORMAT',
    ]);
  });
});

describe('a region is written as in its country', () => {
  it.each([
    ['US', 'or', 'OR'],
    ['US', 'Oregon', 'OR'],
    ['US', 'US-OR', 'OR'],
    ['US', 'D.C.', 'DC'],
    ['CA', 'Québec', 'QC'],
    ['CA', 'Colombie-Britannique', 'BC'],
    ['IT', 'Roma', 'RM'],
    ['JP', '13', 'Tokyo'],
    ['JP', 'JP-13', 'Tokyo'],
    ['JP', 'tokyo', 'Tokyo'],
    ['JP', '東京都', '東京都'],
    ['ES', 'CORDOBA', 'Córdoba'],
    ['IE', 'County Dublin', 'County Dublin'],
    ['DE', 'Brandenburg', 'Brandenburg'],
    ['HK', 'Kowloon', 'Kowloon'],
  ])('%s: %s is %s', (countryCode, region, expected) => {
    const postalCode = { US: '97209', CA: 'K1A 0B1', IT: '00184', JP: '150-0001', ES: '14001', DE: '10115' };
    const address = {
      ...berlin,
      region,
      countryCode,
      postalCode: (postalCode as Record<string, string>)[countryCode],
    };
    expect(kept(address)).toMatchObject({ region: expected });
  });
});

describe('a postal code is written as in its country', () => {
  it.each([
    ['GB', 'sw1a1aa', 'SW1A 1AA'],
    ['GB', 'M25BQ', 'M2 5BQ'],
    ['NL', '1234ab', '1234 AB'],
    ['CA', 'k1a-0b1', 'K1A 0B1'],
    ['US', '97209', '97209'],
    ['US', '972091234', '97209-1234'],
    ['DE', 'D-10115', '10115'],
    ['CH', 'CH-8001', '8001'],
    ['LV', 'LV-1010', 'LV-1010'],
    ['LV', 'lv1010', 'LV-1010'],
    ['JP', '〒150\u22120001', '150-0001'],
    ['JP', '１５００００１', '150-0001'],
    ['PT', '1000 205', '1000-205'],
    ['SE', '114 55', '114 55'],
    ['IE', 'd02x285', 'D02 X285'],
    ['AE', 'n/a', 'N/A'],
  ])('%s: %s is %s', (countryCode, postalCode, expected) => {
    const region = { US: 'OR', CA: 'ON', JP: '13', AE: 'Dubai' }[countryCode];
    expect(kept({ ...berlin, region, countryCode, postalCode })).toMatchObject({ postalCode: expected });
  });

  it.each(countryCodes)('%s has examples that are written so', (countryCode) => {
    for (const example of countryData(countryCode).zipex?.split(',') ?? []) {
      expect(readPostalCode(example, countryCode)).toBe(example);
    }
  });
});
