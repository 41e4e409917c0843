import { describe, expect, it } from 'vitest';
import type { PlaceOrderInput } from './place-order-input.ts';
import { validateOrderInput } from './validate-order-input.ts';

const address = {
  firstName: ' Sam ',
  lastName: 'Shopper',
  line1: '1 Example Street',
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'de',
};
const input: PlaceOrderInput = {
  idempotencyKey: '5a1f2a1e-0001',
  cartId: '01990000-0000-7000-8000-000000000007',
  email: 'shopper@example.com',
  shippingAddress: address,
  shippingMethod: 'standard',
  expectedTotal: { amount: '102.90', currencyCode: 'EUR' },
  paymentMethod: { token: 'sim_ok' },
};
const faultOf = (change: Partial<PlaceOrderInput>, ownEmail?: string): string => {
  const result = validateOrderInput({ ...input, ...change }, ownEmail);
  return result.kind === 'valid' ? 'valid' : `${result.field}: ${result.message}`;
};

describe('validateOrderInput', () => {
  it('trims, and turns empty parts of the address into none', () => {
    const shippingAddress = { ...address, company: '  ', phone: null, region: undefined };
    expect(validateOrderInput({ ...input, shippingAddress }, undefined)).toEqual({
      kind: 'valid',
      request: {
        idempotencyKey: '5a1f2a1e-0001',
        cartId: '01990000-0000-7000-8000-000000000007',
        email: 'shopper@example.com',
        shippingAddress: {
          firstName: 'Sam',
          lastName: 'Shopper',
          company: null,
          line1: '1 Example Street',
          line2: null,
          city: 'Berlin',
          region: null,
          postalCode: '10115',
          countryCode: 'DE',
          phone: null,
        },
        shippingMethod: 'standard',
        expectedTotalMinor: 10290,
        currency: 'EUR',
        paymentMethodToken: 'sim_ok',
      },
    });
  });

  it.each([
    ['email', { email: null }],
    ['email', { email: 'nobody' }],
    ['shippingAddress.firstName', { shippingAddress: { ...address, firstName: '  ' } }],
    ['shippingAddress.line1', { shippingAddress: { ...address, line1: 'x'.repeat(201) } }],
    ['shippingAddress.city', { shippingAddress: { ...address, city: 'Berlin\r\nBcc: all@example.com' } }],
    ['shippingAddress.countryCode', { shippingAddress: { ...address, countryCode: 'XX' } }],
    ['shippingAddress.countryCode', { shippingAddress: { ...address, countryCode: 'Germany' } }],
    ['shippingAddress.phone', { shippingAddress: { ...address, phone: 'call me' } }],
    ['shippingMethod', { shippingMethod: '' }],
    ['paymentMethod.token', { paymentMethod: { token: '4242 4242 4242 4242' } }],
    ['paymentMethod.token', { paymentMethod: { token: '' } }],
    ['expectedTotal.amount', { expectedTotal: { amount: '1.234', currencyCode: 'EUR' } }],
    ['expectedTotal.amount', { expectedTotal: { amount: '-1.00', currencyCode: 'EUR' } }],
    ['expectedTotal.amount', { expectedTotal: { amount: '99999999999999.00', currencyCode: 'EUR' } }],
  ] satisfies [string, Partial<PlaceOrderInput>][])('names %s when it is %j', (field, change) => {
    expect(faultOf(change)).toMatch(new RegExp(`^${field}: `));
  });

  it("takes the customer's own address when none is given", () => {
    expect(validateOrderInput({ ...input, email: undefined }, 'own@example.com')).toMatchObject({
      request: { email: 'own@example.com' },
    });
    expect(faultOf({ email: undefined })).toBe('email: email is required.');
  });

  it('says that card numbers are never accepted', () => {
    expect(faultOf({ paymentMethod: { token: '4242424242424242' } })).toContain(
      'card numbers are never accepted',
    );
  });
});
