import { paymentAuthorized } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The payment is authorised: the stock can be sold. */
export const onPaymentAuthorized: FactHandler = (dependencies) =>
  onFact(dependencies, paymentAuthorized, () => ({ type: 'payment-authorized' }));
