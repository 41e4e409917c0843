import { sampleOrders } from '@cartwright/sample-data';
import { describe, expect, it } from 'vitest';
import { taxRateBasisPoints } from '../taxes/door.ts';
import { deliveryOption, deliveryOptionsFor } from './rules.ts';

const codes = (countryCode: string | null) =>
  deliveryOptionsFor({ currency: 'EUR', subtotalMinor: 1000, countryCode }).map(({ code }) => code);

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
