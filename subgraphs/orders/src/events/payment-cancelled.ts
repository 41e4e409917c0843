import { paymentCancelled } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The payment is undone. */
export const onPaymentCancelled: FactHandler = (dependencies) =>
  onFact(dependencies, paymentCancelled, ({ outcome }) => ({ type: 'payment-cancelled', outcome }));
