import { paymentDeclined } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The payment was declined. */
export const onPaymentDeclined: FactHandler = (dependencies) =>
  onFact(dependencies, paymentDeclined, ({ reason }) => ({ type: 'payment-declined', reason }));
