import type { Payment } from './payment.ts';

/** An operation of the provider; `identify` tells what the method is recognised by, so that the risk can be judged. */
export type ProviderCall = 'identify' | 'authorize' | 'lookup' | 'capture' | 'void' | 'refund';

/** The operation that brings a payment nearer to its goal; null when it is there. */
export function nextCall({
  state,
  goal,
  submitted,
  riskDecision,
}: Pick<Payment, 'state' | 'goal' | 'submitted' | 'riskDecision'>): ProviderCall | null {
  if (goal === 'NONE') return null;
  switch (state) {
    case 'DECLINED':
    case 'VOIDED':
    case 'REFUNDED':
      return null;
    case 'CAPTURED':
      return goal === 'CANCEL' ? 'refund' : null;
    case 'AUTHORIZED':
      if (goal === 'CANCEL') return 'void';
      return goal === 'CAPTURE' ? 'capture' : null;
    case 'ACTION_REQUIRED':
      return goal === 'CANCEL' ? 'void' : 'lookup';
    case 'PENDING':
      if (goal === 'CANCEL') return 'void';
      if (submitted) return 'lookup';
      return riskDecision === null ? 'identify' : 'authorize';
  }
}
