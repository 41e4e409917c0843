/** Where a payment stands. */
export type PaymentState =
  'PENDING' | 'ACTION_REQUIRED' | 'AUTHORIZED' | 'CAPTURED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';

/** What a payment is to become; CANCEL stays until it is certain that nothing is set aside or kept. */
export type PaymentGoal = 'NONE' | 'AUTHORIZE' | 'CAPTURE' | 'CANCEL';

/** Why a payment, or its capture, was refused. */
export interface Failure {
  /** The provider's: `card_declined`. */
  readonly code: string;
  /** For people. */
  readonly reason: string;
}

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
}

/** A payment as it is stored. */
export interface PaymentRecord extends Payment {
  readonly orderNumber: string;
  readonly customerId: string;
  readonly email: string;
  readonly taxMinor: number;
  readonly methodToken: string;
  /** How often in a row the provider brought it no nearer to its goal. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a provider is asked to do with money. */
export type TransactionKind = 'AUTHORIZATION' | 'CAPTURE' | 'VOID' | 'REFUND';

/** One task of the provider and what became of it. */
export interface TransactionOutcome {
  readonly kind: TransactionKind;
  readonly state: 'PENDING' | 'SUCCEEDED' | 'FAILED';
}
