import { expect, it } from 'vitest';
import { cancellationOf } from './cancellation.ts';

const requestedAt = new Date('2026-01-02T10:00:00.000Z');
const requested = {
  cancellationReason: 'CUSTOMER_REQUEST',
  cancellationMessage: 'You cancelled the order.',
  cancelRequestedAt: requestedAt,
  cancelledAt: null,
} as const;
const shown = { reason: 'CUSTOMER_REQUEST', message: 'You cancelled the order.', requestedAt };

it('a cancellation is there from its request on, and says when it is done', () => {
  expect(cancellationOf(requested)).toEqual({ ...shown, cancelledAt: null });
  const cancelledAt = new Date('2026-01-02T10:00:05.000Z');
  expect(cancellationOf({ ...requested, cancelledAt })).toEqual({ ...shown, cancelledAt });
  expect(cancellationOf({ ...requested, cancellationMessage: null })).toMatchObject({ message: '' });
});

it('there is none for an order that nobody cancels', () => {
  expect(cancellationOf({ ...requested, cancellationReason: null })).toBeNull();
  expect(cancellationOf({ ...requested, cancelRequestedAt: null })).toBeNull();
});
