import type { SqlTransaction } from '@cartwright/messaging';
import {
  type NextAttempt,
  type Payment,
  type PaymentQueue,
  type PaymentRecord,
  type PaymentStore,
  type ReceiptBook,
  type Sighting,
  type Signals,
  type TransactionKind,
  type TransactionOutcome,
} from '@cartwright/payments';
import type { Connection, MemoryDatabase } from '../../database/database.ts';
import { DueIndex } from '../../database/due-index.ts';
import { Table } from '../../database/table.ts';
import { ConstraintViolation, type MemoryTransaction } from '../../database/transaction.ts';

type Outcomes = ReadonlyMap<TransactionKind, TransactionOutcome['state']>;
type Sighted = Sighting & { readonly signals: Signals };
type Receipt = Pick<PaymentRecord, 'amountMinor' | 'taxMinor' | 'currency'>;

/** The tables of payments. */
export class MemoryPayments {
  readonly database: MemoryDatabase;
  readonly payments: Table<PaymentRecord>;
  readonly transactions: Table<Outcomes>;
  readonly receipts: Table<Receipt>;
  /** By the payments that were given back. */
  readonly creditNotes: Table<true>;
  readonly tombstones: Table<{ readonly orderId: string }>;
  readonly claimedGuests: Table<{ readonly customerId: string }>;
  readonly events: Table<true>;
  /** What payments were recognised by. */
  readonly sightings: Table<Sighted>;
  readonly due: DueIndex<PaymentRecord>;
  /** The payment of each order that is not over. */
  readonly openOf = new Map<string, string>();

  constructor(database: MemoryDatabase) {
    this.database = database;
    this.payments = new Table();
    this.transactions = new Table();
    this.receipts = new Table();
    this.creditNotes = new Table();
    this.tombstones = new Table();
    this.claimedGuests = new Table();
    this.events = new Table();
    this.sightings = new Table();
    this.due = new DueIndex(this.payments, ({ nextAttemptAt }) => nextAttemptAt);
    this.payments.onCommit((id, payment) => {
      if (payment === undefined) return;
      if (!isOver(payment)) this.openOf.set(payment.orderId, id);
      else if (this.openOf.get(payment.orderId) === id) this.openOf.delete(payment.orderId);
    });
  }
}

/** Payments by single statements of one process. */
export function memoryPaymentQueue(
  { payments, due }: MemoryPayments,
  connection: Connection<SqlTransaction>,
): PaymentQueue {
  return {
    findPayments: (ids) =>
      connection.statement(async (tx) => {
        await tx.statement();
        return ids.flatMap((id) => tx.get(payments, id) ?? []);
      }),
    claimDue: ({ limit, now, leaseEndsAt }) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const ids = due.due(now, limit, (id) => tx.tryLock(payments, id));
        return ids.flatMap((id) => {
          const payment = tx.get(payments, id);
          if (payment === undefined) return [];
          const leased = { ...payment, nextAttemptAt: leaseEndsAt };
          tx.write(payments, id, leased);
          return [leased];
        });
      }),
    hasten: (id, next) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const payment = await tx.lock(payments, id);
        if (payment?.nextAttemptAt && payment.nextAttemptAt > next.nextAttemptAt)
          tx.write(payments, id, {
            ...payment,
            ...next,
            attempts: Math.max(payment.attempts, next.attempts),
          });
      }),
  };
}

/** Payments within a transaction. */
export function memoryPaymentStore(
  { payments, transactions, tombstones, claimedGuests, openOf }: MemoryPayments,
  tx: MemoryTransaction,
  now: () => Date,
): PaymentStore {
  const lockIds = async (ids: readonly string[]): Promise<void> => {
    await tx.statement();
    for (const id of ids.toSorted()) await tx.lockKey(`id ${id}`);
  };
  return {
    lockIds,
    lockingIds: () => undefined,
    lockingPayments: () => undefined,
    lockPayments: async (ids) => {
      if (ids.length === 0) return new Map();
      await tx.statement();
      const known = ids.toSorted().filter((id) => tx.get(payments, id) !== undefined);
      const rows = new Map<string, PaymentRecord>();
      for (const id of known) {
        const row = await tx.lock(payments, id);
        if (row !== undefined) rows.set(id, row);
      }
      return rows;
    },
    ownersOfNew: async (asked) => {
      await tx.statement();
      const begin = asked.filter(({ id }) => tx.get(tombstones, id) === undefined);
      return new Map(
        begin.map(({ id, customerId }) => [id, tx.get(claimedGuests, customerId)?.customerId ?? customerId]),
      );
    },
    beginPayments: (beginnings) => beginAll({ payments, openOf, now }, tx, beginnings),
    savePayments: async (saves) => {
      if (saves.length === 0) return;
      await tx.statement();
      for (const { payment, next } of saves) {
        await tx.withLock(payments, payment.id, (before) => {
          if (before !== undefined) tx.write(payments, payment.id, changed(before, payment, next));
        });
      }
    },
    recordTransactions: (outcomes) => recordOutcomes(transactions, tx, outcomes),
    leaveTombstones: async (left) => {
      if (left.length > 0) await tx.statement();
      for (const { paymentId, orderId } of left) await tx.insert(tombstones, paymentId, { orderId });
    },
    claimGuest: async ({ guestId, customerId }) => {
      await lockIds([guestId]);
      await tx.insert(claimedGuests, guestId, { customerId });
      for (const { id, customerId: ownerId } of payments.committed.values()) {
        if (ownerId !== guestId) continue;
        await tx.withLock(payments, id, (row) => row && tx.write(payments, id, { ...row, customerId }));
      }
    },
  };
}

/** Those that are there stay as they are. */
async function beginAll(
  { payments, openOf, now }: Pick<MemoryPayments, 'payments' | 'openOf'> & { readonly now: () => Date },
  tx: MemoryTransaction,
  beginnings: Parameters<PaymentStore['beginPayments']>[0],
): Promise<Set<string>> {
  if (beginnings.length > 0) await tx.statement();
  const begun = new Set<string>();
  for (const { order, payment, next } of beginnings) {
    const open = openOf.get(order.orderId);
    if (open !== undefined && !isOver(payment) && tx.get(payments, order.id) === undefined)
      throw new ConstraintViolation('23505', 'index "payments_one_open_per_order"', order.orderId);
    const stamps = { createdAt: now(), updatedAt: now(), guestId: null };
    const signals = payment.riskDecision === null ? (order.signals ?? null) : null;
    const price = order.price ?? null;
    const row = { ...order, ...payment, ...stamps, ...next, signals, price };
    if (await tx.insert(payments, order.id, row)) begun.add(order.id);
  }
  return begun;
}

/** What is decided stays as it is. */
async function recordOutcomes(
  transactions: MemoryPayments['transactions'],
  tx: MemoryTransaction,
  outcomes: Parameters<PaymentStore['recordTransactions']>[0],
): Promise<void> {
  if (outcomes.length > 0) await tx.statement();
  for (const { paymentId, kind, state } of outcomes) {
    const known = new Map(await tx.lock(transactions, paymentId));
    if ((known.get(kind) ?? 'PENDING') === 'PENDING') known.set(kind, state);
    tx.write(transactions, paymentId, known);
  }
}

/** Receipts within a transaction; they have no numbers here. */
export function memoryReceiptBook(
  { payments, receipts, creditNotes }: MemoryPayments,
  tx: MemoryTransaction,
): ReceiptBook {
  return {
    issueReceipts: async (paymentIds) => {
      if (paymentIds.length === 0) return;
      await tx.statement();
      await tx.lockKey('document_counters RECEIPT');
      for (const paymentId of paymentIds) {
        const payment = tx.get(payments, paymentId);
        if (payment === undefined) continue;
        const { amountMinor, taxMinor, currency } = payment;
        if (!(await tx.insert(receipts, paymentId, { amountMinor, taxMinor, currency })))
          throw new ConstraintViolation('23505', 'unique constraint "receipts_pkey"');
      }
    },
    issueCreditNotes: async (paymentIds) => {
      if (paymentIds.length === 0) return;
      await tx.statement();
      await tx.lockKey('document_counters CREDIT_NOTE');
      for (const paymentId of paymentIds) {
        if (tx.get(receipts, paymentId) === undefined) continue;
        if (!(await tx.insert(creditNotes, paymentId, true)))
          throw new ConstraintViolation('23505', 'unique constraint "credit_notes_pkey"');
      }
    },
  };
}

function isOver({ state }: Pick<Payment, 'state'>): boolean {
  return state === 'DECLINED' || state === 'VOIDED' || state === 'REFUNDED';
}

function changed(
  before: PaymentRecord,
  payment: Payment,
  { attempts, nextAttemptAt }: NextAttempt,
): PaymentRecord {
  const { state, goal } = payment;
  if (isOver({ state }) && goal !== 'NONE')
    throw new ConstraintViolation('23514', 'check "payments_ended_wants_nothing"', before.orderId);
  const isUnreviewed = payment.riskDecision === 'REVIEW' && !payment.isReviewed;
  if (goal === 'CAPTURE' && isUnreviewed)
    throw new ConstraintViolation('23514', 'check "payments_reviewed_before_captured"', before.orderId);
  return { ...before, ...payment, attempts, nextAttemptAt };
}
