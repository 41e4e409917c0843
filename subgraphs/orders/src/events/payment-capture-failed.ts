import { paymentCaptureFailed } from '@cartwright/events';
import { onFact, type FactHandler } from './on-fact.ts';

/** The money could not be taken. */
export const onPaymentCaptureFailed: FactHandler = (dependencies) =>
  onFact(dependencies, paymentCaptureFailed, ({ reason }) => ({ type: 'payment-capture-failed', reason }));
