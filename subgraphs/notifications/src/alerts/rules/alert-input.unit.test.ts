import { expect, it } from 'vitest';
import { attemptSubjects, readReader, readTarget } from './alert-input.ts';

const prices = [
  { currency: 'EUR', amountMinor: 4_900 },
  { currency: 'JPY', amountMinor: 800 },
];
const target = (currencyCode: string, amount?: string, in_ = currencyCode) =>
  readTarget(
    { currencyCode, targetPrice: amount === undefined ? null : { amount, currencyCode: in_ } },
    prices,
  );

it('watches for a price below the one of now, in minor units of its currency', () => {
  expect(target('EUR')).toEqual({ currency: 'EUR', atMostMinor: 4_899 });
  expect(target('EUR', '39.90')).toEqual({ currency: 'EUR', atMostMinor: 3_990 });
  expect(target('JPY', '700')).toEqual({ currency: 'JPY', atMostMinor: 700 });
});

it.each([
  ['USD', undefined, undefined, ['currencyCode']],
  ['EUR', '39.90', 'USD', ['targetPrice', 'currencyCode']],
  ['EUR', '49.00', undefined, ['targetPrice', 'amount']],
  ['EUR', '0', undefined, ['targetPrice', 'amount']],
  ['EUR', '39.905', undefined, ['targetPrice', 'amount']],
  ['JPY', '7.5', undefined, ['targetPrice', 'amount']],
])('refuses %s %s %s', (currency, amount, in_, path) => {
  expect(target(currency, amount, in_)).toMatchObject({ kind: 'invalid-input', fields: [{ path }] });
});

it('reads an address in its one form, and English where nothing is said', () => {
  expect(readReader({ email: ' Sam@Example.com ' })).toEqual({
    kind: 'valid',
    value: { email: 'sam@example.com', locale: 'en' },
  });
  expect(readReader({ locale: 'de' })).toMatchObject({ value: { email: null, locale: 'de' } });
  expect(readReader({ email: 'nobody', locale: 'x'.repeat(36) })).toMatchObject({
    kind: 'invalid-input',
    fields: [{ path: ['email'] }, { path: ['locale'] }],
  });
});

it('counts confirmation mails by who asks, by network, and by address in a network', () => {
  const names = (email: string, userId: string, network: string | null) =>
    attemptSubjects(email, { userId, network }).map(({ name }) => name);
  const one = names('a@example.com', 'u1', '192.0.2.1');
  expect(new Set([...one, ...names('b@example.com', 'u1', '192.0.2.1')]).size).toBe(4);
  expect(names('a@example.com', 'u2', '192.0.2.1').slice(1)).toEqual(one.slice(1));
});
