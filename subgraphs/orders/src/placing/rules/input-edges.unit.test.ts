import { describe, expect, it } from 'vitest';
import { readOrderNumber } from '../../order/door.ts';
import type { PlaceOrderInput } from './place-order-input.ts';
import { validateOrderInput } from './validate-order-input.ts';

const address = {
  firstName: 'Sam',
  lastName: 'Shopper',
  line1: '1 Example Street',
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
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
const validate = (change: Partial<PlaceOrderInput>) =>
  validateOrderInput({ ...input, ...change }, returnTargets);
const addressed = (change: object): Partial<PlaceOrderInput> => ({
  shippingAddress: { ...address, ...change },
});
const paidWith = (token: string): Partial<PlaceOrderInput> => ({ paymentMethod: { token } });
const total = (amount: string, currencyCode = 'EUR'): Partial<PlaceOrderInput> => ({
  expectedTotal: { amount, currencyCode },
});

describe('what is wrong with an order is said in words', () => {
  it.each([
    [{ email: 'nobody' }, ['email'], 'Please give an e-mail address, such as name@example.com.'],
    [paidWith('a b'), ['paymentMethod', 'token'], 'Please give a token of one of the payment methods.'],
    [total('1.234'), ['expectedTotal', 'amount'], 'Please give an amount in EUR, such as 12.90.'],
    [total('1.00', 'XXX'), ['expectedTotal', 'amount'], 'Please give an amount in XXX, such as 12.90.'],
  ] satisfies [Partial<PlaceOrderInput>, string[], string][])('%j: %s %s', (change, path, message) => {
    expect(validate(change)).toMatchObject({ kind: 'invalid-input', fields: [{ path, message }] });
  });
});

describe('what is just about right is taken', () => {
  it.each([
    ['a total of nothing', total('0.00')],
    ['the largest total that can be stored', total('90071992547409.91')],
    ['a name of 100 characters', addressed({ firstName: 'x'.repeat(100) })],
    ['a token that ends like a card number', paidWith('tok_4242424242424242')],
    ['a token that begins like one', paidWith('4242424242424242_tok')],
    ['a token of 255 characters', paidWith('x'.repeat(255))],
    ...['+49 30 123456', '030 123456', '(030) 12.34-56', '12345'].map(
      (phone) => [`the phone number ${phone}`, addressed({ phone })] as const,
    ),
  ] satisfies (readonly [string, Partial<PlaceOrderInput>])[])('%s', (_what, change) => {
    expect(validate(change)).toMatchObject({ kind: 'valid' });
  });

  it.each([
    ['more than can be stored', total('90071992547409.92')],
    ['a phone number with words after it', addressed({ phone: '+49 30 123456 now' })],
    ['a phone number with words before it', addressed({ phone: 'call 123456' })],
    ['a phone number of four digits', addressed({ phone: '1234' })],
    ['a token with something else before it', paidWith('! sim_ok')],
    ['a token with something else behind it', paidWith('sim_ok !')],
    ...['4242424242424242', '4242 4242 4242 4242', '4242-4242-4242-4242', '4222222222222'].map(
      (token) => [`the card number ${token}`, paidWith(token)] as const,
    ),
  ] satisfies (readonly [string, Partial<PlaceOrderInput>])[])('but not %s', (_what, change) => {
    expect(validate(change)).toMatchObject({ kind: 'invalid-input' });
  });

  it('with blanks around it taken away', () => {
    const change = { email: ' shopper@example.com ', ...addressed({ countryCode: ' de ' }) };
    expect(validate(change)).toMatchObject({
      request: { email: 'shopper@example.com', shippingAddress: { countryCode: 'DE' } },
    });
  });
});

it.each(['XCW-100001', 'CW-100001X', 'CW-'.concat('9'.repeat(19))])('%s is no order number', (text) => {
  expect(readOrderNumber(text)).toBeNull();
});
