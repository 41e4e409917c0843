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
const returnTargets = { origins: new Set(['https://shop.example.com']), schemes: new Set<string>() };
const input: PlaceOrderInput = {
  idempotencyKey: '5a1f2a1e-0001',
  cartId: '01990000-0000-7000-8000-000000000007',
  email: 'shopper@example.com',
  shippingAddress: address,
  shippingMethod: 'standard',
  expectedTotal: { amount: '102.90', currencyCode: 'EUR' },
  paymentMethod: { token: 'sim_ok' },
};
const faultsOf = (change: Partial<PlaceOrderInput>): string[] => {
  const result = validateOrderInput({ ...input, ...change }, returnTargets);
  return result.kind === 'valid'
    ? []
    : result.fields.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('validateOrderInput', () => {
  it('trims, and turns empty parts of the address into none', () => {
    const shippingAddress = { ...address, company: '  ', phone: null, region: undefined };
    expect(validateOrderInput({ ...input, shippingAddress }, returnTargets)).toEqual({
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
        billingAddress: null,
        shippingMethod: 'standard',
        expectedTotalMinor: 10290,
        currency: 'EUR',
        paymentMethodToken: 'sim_ok',
        returnUrl: null,
      },
    });
  });

  it.each([
    ['email', { email: 'nobody' }],
    ['shippingAddress.firstName', { shippingAddress: { ...address, firstName: '  ' } }],
    ['shippingAddress.line1', { shippingAddress: { ...address, line1: 'x'.repeat(201) } }],
    ['shippingAddress.city', { shippingAddress: { ...address, city: 'Berlin\r\nBcc: all@example.com' } }],
    ['shippingAddress.countryCode', { shippingAddress: { ...address, countryCode: 'XX' } }],
    ['shippingAddress.countryCode', { shippingAddress: { ...address, countryCode: 'Germany' } }],
    ['shippingAddress.phone', { shippingAddress: { ...address, phone: 'call me' } }],
    ['billingAddress.city', { billingAddress: { ...address, city: '' } }],
    ['shippingMethod', { shippingMethod: 'x'.repeat(51) }],
    ['paymentMethod.token', { paymentMethod: { token: '4242 4242 4242 4242' } }],
    ['paymentMethod.token', { paymentMethod: { token: '' } }],
    ['expectedTotal.amount', { expectedTotal: { amount: '1.234', currencyCode: 'EUR' } }],
    ['expectedTotal.amount', { expectedTotal: { amount: '-1.00', currencyCode: 'EUR' } }],
    ['expectedTotal.amount', { expectedTotal: { amount: '99999999999999.00', currencyCode: 'EUR' } }],
    ['returnUrl', { returnUrl: 'https://evil.example/' }],
    ['returnUrl', { returnUrl: '' }],
  ] satisfies [string, Partial<PlaceOrderInput>][])('names %s when it is %j', (field, change) => {
    expect(faultsOf(change)).toEqual([expect.stringMatching(new RegExp(`^${field}: `))]);
  });

  it('names every field at fault at once', () => {
    const change = {
      email: 'nobody',
      shippingAddress: { ...address, firstName: 'a\ud83d', city: '' },
      expectedTotal: { amount: '1.234', currencyCode: 'EUR' },
    };
    expect(faultsOf(change).map((fault) => fault.split(':')[0])).toEqual([
      'email',
      'shippingAddress.firstName',
      'shippingAddress.city',
      'expectedTotal.amount',
    ]);
  });

  it.each([null, undefined, '', '  '])('leaves to the cart what is %j', (nothing) => {
    const change = { email: nothing, shippingMethod: nothing, shippingAddress: null };
    const request = { email: null, shippingMethod: null, shippingAddress: null };
    expect(validateOrderInput({ ...input, ...change }, returnTargets)).toMatchObject({
      kind: 'valid',
      request,
    });
  });

  it('says that card numbers are never accepted', () => {
    expect(faultsOf({ paymentMethod: { token: '4242424242424242' } })).toEqual([
      'paymentMethod.token: Please give a token; card numbers are never accepted.',
    ]);
  });
});
