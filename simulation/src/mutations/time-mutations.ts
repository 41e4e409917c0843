import type { Mutation } from '@cartwright/mutations';

/** Locks, leases and deadlines of another length. */
export const timeMutations: readonly Mutation[] = [
  {
    name: 'a key stays locked for three hours',
    file: 'packages/idempotency/src/claim-leased-key.ts',
    replace: 'export const leaseMs = 10_000;',
    by: 'export const leaseMs = 3 * 60 * 60 * 1000;',
  },
  {
    name: 'a key is not locked at all',
    file: 'packages/idempotency/src/claim-leased-key.ts',
    replace: 'export const leaseMs = 10_000;',
    by: 'export const leaseMs = 0;',
    harmlessBecause: 'an attempt whose key was taken over stores no order, and its buyer asks again',
  },
  {
    name: 'a mail is leased for a day',
    file: 'subgraphs/notifications/src/mail/rules.ts',
    replace: 'export const leaseSeconds = 60;',
    by: 'export const leaseSeconds = 86_400;',
  },
  {
    name: 'a payment is leased for a day',
    file: 'subgraphs/payments/src/charging/rules/schedule.ts',
    replace: 'export const leaseMs = 15_000;',
    by: 'export const leaseMs = 86_400_000;',
  },
  {
    name: 'an unanswered command is sent again after hours',
    file: 'subgraphs/orders/src/checkout/rules/policy.ts',
    replace: 'const redriveAfterMs = stepTimeoutSeconds * 1000;',
    by: 'const redriveAfterMs = stepTimeoutSeconds * 1_000_000;',
    harmlessBecause: 'a command is never lost, so that sending it again is a second net',
  },
  {
    name: 'an unanswered reservation is awaited for hours',
    file: 'subgraphs/orders/src/checkout/rules/policy.ts',
    replace: 'reservingGivesUpAfterMs: 2 * minuteMs,',
    by: 'reservingGivesUpAfterMs: 2000 * minuteMs,',
    harmlessBecause: 'a command is never lost, so that it is answered at last',
  },
  {
    name: 'an unanswered capture is awaited for days',
    file: 'subgraphs/orders/src/checkout/rules/policy.ts',
    replace: 'capturingGivesUpAfterMs: 15 * minuteMs,',
    by: 'capturingGivesUpAfterMs: 15_000 * minuteMs,',
    harmlessBecause: 'a command is never lost, so that it is answered at last',
  },
  {
    name: 'a payment is given up after the reservation has expired, not before',
    file: 'subgraphs/orders/src/checkout/rules/policy.ts',
    replace: 'payingMarginMs: Math.min(minuteMs, reservationMs / 10),',
    by: 'payingMarginMs: -Math.min(minuteMs, reservationMs / 10),',
  },
  {
    name: 'a cart that is frozen for an order thaws at once',
    file: 'subgraphs/carts/src/cart/rules/freeze-expiry.ts',
    replace: 'export const freezeTtlMs = 15 * 60 * 1000;',
    by: 'export const freezeTtlMs = 0;',
  },
];
