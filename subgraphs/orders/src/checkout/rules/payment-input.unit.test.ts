import { expect, it } from 'vitest';
import { readRetryInput } from './payment-input.ts';

const targets = { origins: new Set(['https://shop.example.com']), schemes: new Set<string>() };
const input = { idempotencyKey: 'key-0001', orderId: 'order', paymentMethod: { token: 'sim_ok' } };

it('a request to pay again is read, with a way back or without', () => {
  const request = { orderId: 'order', paymentMethodToken: 'sim_ok', returnUrl: null };
  expect(readRetryInput(input, targets)).toEqual({ kind: 'valid', request });
  const returnUrl = 'https://shop.example.com/done';
  expect(readRetryInput({ ...input, returnUrl }, targets)).toEqual({
    kind: 'valid',
    request: { ...request, returnUrl },
  });
});

it('every field at fault is named', () => {
  const wrong = { paymentMethod: { token: 'a b' }, returnUrl: 'https://elsewhere.example.com/' };
  expect(readRetryInput({ ...input, ...wrong }, targets)).toMatchObject({
    kind: 'invalid-input',
    fields: [{ path: ['paymentMethod', 'token'] }, { path: ['returnUrl'], code: 'INVALID_VALUE' }],
  });
});
