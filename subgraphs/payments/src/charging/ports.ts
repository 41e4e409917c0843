import type { CompiledQuery, Transaction } from '@cartwright/database';
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
  /** Those of some payments that exist, in no particular order. */
  readonly findPayments: (ids: readonly string[]) => Promise<PaymentRecord[]>;
  /** Leases payments that are due, those that have waited longest first. */
  readonly claimDue: (claim: Claim) => Promise<PaymentRecord[]>;
  /** Has a payment due by then that is leased for longer; one that is due sooner, or has nothing left to do, stays as it is. Attempts become no fewer. */
  readonly hasten: (paymentId: string, next: NextAttempt & { readonly nextAttemptAt: Date }) => Promise<void>;
}

/** A payment that begins, as what it begins, and when it is taken up again. */
export interface Beginning {
  readonly order: NewPayment;
  readonly payment: Payment;
  readonly next: NextAttempt;
}

/** What a payment has become, and when it is taken up again. */
export interface Save {
  readonly payment: Payment;
  readonly next: NextAttempt;
}

/** Payments within a transaction: each call is one statement, for however many payments. */
export interface PaymentStore {
  /** Locks ids in one sequence, whether they name anything yet or not. */
  readonly lockIds: (ids: readonly string[]) => Promise<void>;
  /** What `lockIds` sends, for whoever has it travel with something else; undefined where nothing is sent. */
  readonly lockingIds: (ids: readonly string[]) => CompiledQuery | undefined;
  /** The same of `lockPayments`. */
  readonly lockingPayments: (ids: readonly string[]) => CompiledQuery | undefined;
  /** Reads and locks payments, by their ids; those that do not exist are left out. */
  readonly lockPayments: (ids: readonly string[]) => Promise<Map<string, PaymentRecord>>;
  /**
   * Whose payments will be, by their ids: the customer's who has claimed the guest, or the user's who ordered. Those that were
   * cancelled before they began are left out. Lock the ids of both before.
   * @param next what is likely to be sent next: it travels with this
   */
  readonly ownersOfNew: (
    payments: readonly { readonly id: string; readonly customerId: string }[],
    next?: CompiledQuery,
  ) => Promise<Map<string, string>>;
  /** Stores new payments and gives the ids of those that were not there. @throws when an order has another that is open */
  readonly beginPayments: (beginnings: readonly Beginning[]) => Promise<Set<string>>;
  readonly savePayments: (saves: readonly Save[]) => Promise<void>;
  /** Stores the outcomes of operations, one row for each kind; only a pending one is overwritten. */
  readonly recordTransactions: (transactions: readonly NewTransaction[]) => Promise<void>;
  /** Makes sure that payments will never begin. */
  readonly leaveTombstones: (
    tombstones: readonly { readonly paymentId: string; readonly orderId: string }[],
  ) => Promise<void>;
  /** Gives a guest's payments to a customer, also those that are still to come. */
  readonly claimGuest: (guest: { guestId: string; customerId: string }) => Promise<void>;
}

/** Payments within the transaction in which they are read and written. */
export type PaymentsWithin = (tx: Transaction<Tables>) => PaymentStore;
