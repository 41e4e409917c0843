import { expect, it } from 'vitest';
import { createCartLinks } from './cart-links.ts';
import { createMessageSeal } from './message-seal.ts';

const key = 'the key until now, long';
const link = { cartId: '01990000-0000-7000-8000-000000000001', expiresAt: new Date('2027-03-01T10:00:00Z') };

it('reads what it made, and what was made with the key before', () => {
  const token = createCartLinks(key).tokenFor(link);
  expect(token).toMatch(/^[\w-]{60,160}$/); // as it is in an address
  expect(token).not.toContain(link.cartId);
  expect(createCartLinks(key).read(token)).toEqual(link);
  expect(createCartLinks('the key from now on, long', key).read(token)).toEqual(link);
});

it('reads nothing that was forged, changed, or sealed for something else', () => {
  const links = createCartLinks(key);
  const changed = Buffer.from(links.tokenFor(link), 'base64url');
  changed[20] = (changed[20] ?? 0) ^ 1;
  const foreign = createMessageSeal(key).close(`${link.cartId} 1803895200`, 'cart');
  const tokens = [
    '',
    'no token',
    changed.toString('base64url'),
    createCartLinks('another key, long').tokenFor(link),
  ];
  expect([...tokens, foreign].map((token) => links.read(token))).toEqual([null, null, null, null, null]);
});
