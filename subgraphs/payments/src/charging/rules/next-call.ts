import type { Payment } from './payment.ts';

/** An operation of the provider. */
export type ProviderCall = 'authorize' | 'lookup' | 'capture' | 'void' | 'refund';

/** The operation that brings a payment nearer to its goal; null when it is there. */
export function nextCall({
  state,
  goal,
  submitted,
}: Pick<Payment, 'state' | 'goal' | 'submitted'>): ProviderCall | null {
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
      return submitted ? 'lookup' : 'authorize';
  }
}
