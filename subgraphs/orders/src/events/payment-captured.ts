import { paymentCaptured } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The money is taken. */
export const onPaymentCaptured: FactHandler = (dependencies) =>
  onFact(dependencies, paymentCaptured, () => ({ type: 'payment-captured' }));
