import { contracts } from '@cartwright/events';
import { expect, it } from 'vitest';
import { routes } from './routes.ts';

/** Wakes subscriptions, which read what is stored: nobody keeps that it was handled. */
const unkept = ['orders.order-status-changed.v1'];

it('has a reader for every message between the domains', () => {
  const read = new Set(routes.map(({ type }) => type));
  expect(contracts.map(({ type }) => type).filter((type) => !read.has(type))).toEqual(unkept);
});

it('knows no message that there is not, but for those about parked messages', () => {
  const known = new Set(contracts.map(({ type }) => type));
  const others = new Set(routes.map(({ type }) => type).filter((type) => !known.has(type)));
  expect([...others]).toEqual(['messaging.message-parked.v1', 'messaging.parked-resolved.v1']);
});
