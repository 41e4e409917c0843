import type { Failure } from '../../provider/door.ts';

/** Where a payment stands. */
export type PaymentState =
  'PENDING' | 'ACTION_REQUIRED' | 'AUTHORIZED' | 'CAPTURED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';

/** What a payment is to become; CANCEL stays until it is certain that nothing is authorised or captured. */
export type PaymentGoal = 'NONE' | 'AUTHORIZE' | 'CAPTURE' | 'CANCEL';

/** What the rules know of a payment. */
export interface Payment {
  readonly id: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: PaymentState;
  readonly goal: PaymentGoal;
  /** The provider has it and will decide later. */
  readonly submitted: boolean;
  /** Where the buyer confirms; null unless the state is ACTION_REQUIRED. */
  readonly redirectUrl: string | null;
  readonly failure: Failure | null;
  /** What is thought of its risk; null until that is judged, which is before the provider is asked. */
  readonly riskDecision: 'ACCEPT' | 'REVIEW' | 'REFUSE' | null;
  /** Codes of the rules that asked for it. */
  readonly riskReasons: readonly string[];
  /** Whether staff have approved it; without that a payment that is to be reviewed is never captured. */
  readonly isReviewed: boolean;
  /** When the provider lets go of what is authorised; null when it did not say. */
  readonly authorizedUntil: Date | null;
}

/** What a provider is asked to do with money. */
export type TransactionKind = 'AUTHORIZATION' | 'CAPTURE' | 'VOID' | 'REFUND';

/** One operation at the provider and its outcome. */
export interface TransactionOutcome {
  readonly kind: TransactionKind;
  readonly state: 'PENDING' | 'SUCCEEDED' | 'FAILED';
}
