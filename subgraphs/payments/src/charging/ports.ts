import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { NewPayment, NewTransaction, PaymentRecord } from './repository/records.ts';
import type { Payment } from './rules/payment.ts';

/** When a payment is taken up again; null when there is nothing to do. */
export interface NextAttempt {
  /** How many attempts in a row brought the payment no nearer to its goal. */
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
}

/** A claim on payments that are due. */
export interface Claim {
  readonly limit: number;
  readonly now: Date;
  /** Until then they are not due again. */
  readonly leaseEndsAt: Date;
}

/** Payments by single statements. */
export interface PaymentQueue {
  readonly findPayment: (id: string) => Promise<PaymentRecord | undefined>;
  /** Leases payments that are due, those that have waited longest first, and gives their ids. */
  readonly claimDue: (claim: Claim) => Promise<string[]>;
}

/** Payments within a transaction. */
export interface PaymentStore {
  /** Locks an id, whether it names anything yet or not. */
  readonly lockId: (id: string) => Promise<void>;
  /** Reads and locks a payment. */
  readonly lockPayment: (id: string) => Promise<PaymentRecord | undefined>;
  /** Stores a new payment; does nothing when there is one of its id. @throws when its order has another that is open */
  readonly beginPayment: (payment: NewPayment, nextAttemptAt: Date) => Promise<void>;
  readonly savePayment: (payment: Payment, next: NextAttempt) => Promise<void>;
  /** Stores the outcomes of operations, one row for each kind; only a pending one is overwritten. */
  readonly recordTransactions: (transactions: readonly NewTransaction[]) => Promise<void>;
  /** Whether a payment was cancelled before it began. */
  readonly hasTombstone: (paymentId: string) => Promise<boolean>;
  /** Makes sure that a payment will never begin. */
  readonly leaveTombstone: (tombstone: { paymentId: string; orderId: string }) => Promise<void>;
  /** Who owns what a user orders: the customer who has claimed this guest, or the user. */
  readonly ownerOf: (userId: string) => Promise<string>;
  /** Gives a guest's payments to a customer, also those that are still to come. */
  readonly claimGuest: (guest: { guestId: string; customerId: string }) => Promise<void>;
}

/** Payments within the transaction in which they are read and written. */
export type PaymentsWithin = (tx: Transaction<Tables>) => PaymentStore;
