import { expect, it } from 'vitest';
import { mayRead, type Reader } from './may-read.ts';

const order = { customerId: 'a' };

it.each([
  ['its customer', { id: 'a', role: 'CUSTOMER' }, true],
  ['a guest who placed it', { id: 'a', role: 'GUEST' }, true],
  ['a customer who was that guest', { id: 'b', role: 'CUSTOMER', guestId: 'a' }, true],
  ['staff', { id: 'b', role: 'STAFF' }, true],
  ['another customer', { id: 'b', role: 'CUSTOMER' }, false],
  ['another customer who was another guest', { id: 'b', role: 'CUSTOMER', guestId: 'c' }, false],
] satisfies [string, Reader, boolean][])('an order is read by %s: %o %s', (_who, reader, expected) => {
  expect(mayRead(reader, order)).toBe(expected);
});
