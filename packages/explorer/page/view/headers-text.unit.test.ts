import { expect, it } from 'vitest';
import { withToken } from './headers-text.ts';

const session = { accessToken: 'new' };

it.each([
  ['', { Authorization: 'Bearer new' }],
  ['{ "Authorization": "Bearer old" }', { Authorization: 'Bearer new' }],
  ['{ "x-currency": "USD" }', { 'x-currency': 'USD', Authorization: 'Bearer new' }],
])('puts the token into %j', (text, headers) => {
  expect(JSON.parse(withToken(text, session) ?? '')).toEqual(headers);
});

it.each(['{ "x-currency":', '[]', 'null', '"text"'])('leaves %j as it is being written', (text) => {
  expect(withToken(text, session)).toBeUndefined();
});

it('leaves everything as it is without a session', () => {
  expect(withToken('{}', undefined)).toBeUndefined();
});
