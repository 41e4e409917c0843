import type { RiskAssessment } from '../../fraud/door.ts';
import { applyFact, type FactOutcome } from './apply-fact.ts';
import type { Payment } from './payment.ts';

/** What a payment begins as; judged at once where its risk is known by then. Pure. */
export function beginPayment(
  { id, orderId, amountMinor, currency }: Pick<Payment, 'id' | 'orderId' | 'amountMinor' | 'currency'>,
  assessment: RiskAssessment | undefined,
): FactOutcome {
  const payment: Payment = { ...begun, id, orderId, amountMinor, currency };
  if (assessment !== undefined) return applyFact(payment, { type: 'judged', ...assessment });
  return { payment, messages: [], transactions: [], issueReceipt: false };
}

const begun = {
  state: 'PENDING',
  goal: 'AUTHORIZE',
  submitted: false,
  redirectUrl: null,
  failure: null,
  riskDecision: null,
  riskReasons: [],
  isReviewed: false,
  authorizedUntil: null,
} as const satisfies Partial<Payment>;
