import { describe, expect, it } from 'vitest';
import { checkAddress } from './rules.ts';

const address = {
  firstName: 'Sam',
  lastName: 'Shopper',
  line1: '1 Example Street',
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
};

describe('checkAddress', () => {
  it('trims, and turns what was left out into null', () => {
    expect(checkAddress({ ...address, city: ' Berlin ', countryCode: 'de', company: '' })).toEqual({
      kind: 'valid',
      address: { ...address, company: null, line2: null, region: null, phone: null },
    });
  });

  it.each(['firstName', 'lastName', 'line1', 'city', 'postalCode', 'countryCode'])(
    'names %s when it is blank',
    (field) => {
      expect(checkAddress({ ...address, [field]: '  ' })).toEqual({ kind: 'invalid', field });
    },
  );

  it.each([
    ['line1', 'x'.repeat(201)],
    ['line2', 'Floor 1\u0000'],
    ['city', 'Berlin\nGermany'],
  ])('refuses %s when it is %j', (field, text) => {
    expect(checkAddress({ ...address, [field]: text })).toEqual({ kind: 'invalid', field });
  });

  it('refuses a country that is no code', () => {
    expect(checkAddress({ ...address, countryCode: 'Germany' })).toEqual({
      kind: 'invalid',
      field: 'countryCode',
    });
  });
});
