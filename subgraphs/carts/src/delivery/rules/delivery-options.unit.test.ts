import { countryCodes } from '@cartwright/addresses';
import { sampleOrders } from '@cartwright/sample-data';
import { describe, expect, it } from 'vitest';
import { taxRateBasisPoints } from '../../taxes/door.ts';
import { deliveryOption, deliveryOptionsFor, shippingCountries } from './delivery-options.ts';

const codes = (countryCode: string | null) =>
  deliveryOptionsFor({ currency: 'EUR', subtotalMinor: 1000, countryCode }).map(({ code }) => code);

describe('the countries that the shop sends to', () => {
  it('are assigned codes, by their names in the language of the reader', () => {
    const names = (language: string) => shippingCountries(language, null).map(({ name }) => name);
    const codes = shippingCountries('en', null).map(({ countryCode }) => countryCode);
    expect(codes.filter((code) => !countryCodes.includes(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(names('en').slice(0, 3)).toEqual(['Australia', 'Austria', 'Belgium']);
    expect(names('de').at(-1)).toBe('Zypern');
  });

  it('can be asked for one by one; one that is not reached is none', () => {
    expect(shippingCountries('en', 'JP')).toMatchObject([{ countryCode: 'JP', name: 'Japan' }]);
    expect(shippingCountries('en', 'AQ')).toEqual([]);
  });

  it('are those that some delivery option reaches', () => {
    for (const { countryCode } of shippingCountries('en', null)) expect(codes(countryCode)).not.toEqual([]);
  });
});

describe('delivery options', () => {
  it('are those that reach the country, all of them while it is not known', () => {
    expect(codes(null)).toEqual(['standard', 'express']);
    expect(codes('PT')).toEqual(['standard', 'express']);
    expect(codes('CA')).toEqual(['standard']);
    expect(codes('AQ')).toEqual([]);
  });

  it('cost and are taxed as in the sample orders', () => {
    for (const { currency, subtotalMinor, shipping, shippingAddress, taxRatePercent } of sampleOrders()) {
      const { countryCode } = shippingAddress;
      const option = deliveryOption(shipping.code, { currency, subtotalMinor, countryCode });
      expect(option).toMatchObject({ name: shipping.name, priceMinor: shipping.amountMinor });
      expect(taxRateBasisPoints(countryCode, currency)).toBe(taxRatePercent * 100);
    }
  });
});
