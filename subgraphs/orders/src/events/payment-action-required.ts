import { paymentActionRequired } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The buyer has to confirm the payment. */
export const onPaymentActionRequired: FactHandler = (dependencies) =>
  onFact(dependencies, paymentActionRequired, () => ({ type: 'payment-action-required' }));
