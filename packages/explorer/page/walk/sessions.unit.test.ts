import { expect, it } from 'vitest';
import { headersOf, isExpired, nameOf, sessionsIn } from './sessions.ts';

function tokenOf(claims: object): string {
  return ['{}', JSON.stringify(claims), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');
}

const guest = tokenOf({ role: 'GUEST', exp: 1_000 });
const customer = tokenOf({ role: 'CUSTOMER', email: 'zoë@example.com', exp: 1_000 });
const staff = tokenOf({ role: 'STAFF', email: 'staff@example.com' });

it('finds the tokens of whatever operation brought them, and whose they are', () => {
  expect(sessionsIn({ guestSessionCreate: { tokens: { accessToken: guest, refreshToken: 'r1' } } })).toEqual({
    buyer: { accessToken: guest, refreshToken: 'r1' },
  });
  const both = { mine: { tokens: { accessToken: customer } }, theirs: [{ tokens: { accessToken: staff } }] };
  expect(sessionsIn(both)).toEqual({ buyer: { accessToken: customer }, staff: { accessToken: staff } });
});

it.each([null, undefined, 'text', {}, [], { me: null }, { accessToken: null }])(
  'finds none in %j',
  (data) => {
    expect(sessionsIn(data)).toEqual({});
  },
);

it('tells whom a token speaks for', () => {
  const names = [guest, customer, staff].map((accessToken) => nameOf({ accessToken }));
  expect(names).toEqual(['a guest', 'zoë@example.com', 'staff@example.com']);
});

it('knows a token that has expired, or will before it arrives', () => {
  expect(isExpired(guest, 994_000)).toBe(false);
  expect(isExpired(guest, 996_000)).toBe(true);
  expect(isExpired('no token', 1)).toBe(false);
});

it('shows what is sent, and nothing for nobody', () => {
  expect(headersOf({ accessToken: 'a' })).toBe('{\n  "Authorization": "Bearer a"\n}');
  expect(headersOf(undefined)).toBe('');
});
