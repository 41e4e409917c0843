import type { SqlTransaction } from '@cartwright/messaging';
import {
  isTelling,
  signalKinds,
  type EventLog,
  type NextAttempt,
  type Payment,
  type PaymentQueue,
  type PaymentRecord,
  type PaymentStore,
  type ReceiptBook,
  type Sighting,
  type SightingStore,
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
    findPayment: (id) =>
      connection.statement(async (tx) => {
        await tx.statement();
        return tx.get(payments, id);
      }),
    claimDue: ({ limit, now, leaseEndsAt }) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const ids = due.due(now, limit, (id) => tx.tryLock(payments, id));
        for (const id of ids) {
          const payment = tx.get(payments, id);
          if (payment !== undefined) tx.write(payments, id, { ...payment, nextAttemptAt: leaseEndsAt });
        }
        return ids;
      }),
  };
}

/** Payments within a transaction. */
export function memoryPaymentStore(
  { payments, transactions, tombstones, claimedGuests, openOf }: MemoryPayments,
  tx: MemoryTransaction,
  now: () => Date,
): PaymentStore {
  const lockId = (id: string): Promise<void> => tx.lockKey(`id ${id}`);
  return {
    lockId,
    lockPayment: async (id) => {
      await tx.statement();
      return tx.get(payments, id) === undefined ? undefined : tx.lock(payments, id);
    },
    beginPayment: async (payment, nextAttemptAt) => {
      await tx.statement();
      const open = openOf.get(payment.orderId);
      if (open !== undefined && tx.get(payments, payment.id) === undefined)
        throw new ConstraintViolation('23505', 'index "payments_one_open_per_order"', payment.orderId);
      const stamps = { createdAt: now(), updatedAt: now() };
      await tx.insert(payments, payment.id, {
        ...begun,
        ...payment,
        ...stamps,
        guestId: null,
        nextAttemptAt,
      });
    },
    savePayment: async (payment, next) => {
      await tx.statement();
      return tx.withLock(payments, payment.id, (before) => {
        if (before !== undefined) tx.write(payments, payment.id, changed(before, payment, next));
      });
    },
    recordTransactions: (outcomes) => recordOutcomes(transactions, tx, outcomes),
    hasTombstone: async (paymentId) => {
      await tx.statement();
      return tx.get(tombstones, paymentId) !== undefined;
    },
    leaveTombstone: async ({ paymentId, orderId }) => {
      await tx.statement();
      await tx.insert(tombstones, paymentId, { orderId });
    },
    ownerOf: async (userId) => {
      await lockId(userId);
      return tx.get(claimedGuests, userId)?.customerId ?? userId;
    },
    claimGuest: async ({ guestId, customerId }) => {
      await lockId(guestId);
      await tx.insert(claimedGuests, guestId, { customerId });
      for (const { id, customerId: ownerId } of payments.committed.values()) {
        if (ownerId !== guestId) continue;
        await tx.withLock(payments, id, (row) => row && tx.write(payments, id, { ...row, customerId }));
      }
    },
  };
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
    issueReceipt: async (paymentId) => {
      await tx.statement();
      await tx.lockKey('document_counters RECEIPT');
      const payment = tx.get(payments, paymentId);
      if (payment === undefined) return;
      const { amountMinor, taxMinor, currency } = payment;
      if (!(await tx.insert(receipts, paymentId, { amountMinor, taxMinor, currency })))
        throw new ConstraintViolation('23505', 'unique constraint "receipts_pkey"');
    },
    issueCreditNote: async (paymentId) => {
      await tx.statement();
      await tx.lockKey('document_counters CREDIT_NOTE');
      if (tx.get(receipts, paymentId) === undefined) return;
      if (!(await tx.insert(creditNotes, paymentId, true)))
        throw new ConstraintViolation('23505', 'unique constraint "credit_notes_pkey"');
    },
  };
}

/** What payments were recognised by, within a transaction. */
export function memorySightings({ sightings }: MemoryPayments, tx: MemoryTransaction): SightingStore {
  return {
    lockSignals: async ({ account, fingerprint }) => {
      const keys = [`account ${account}`, ...(fingerprint === null ? [] : [`method ${fingerprint}`])].sort();
      for (const key of keys) await tx.lockKey(key);
    },
    findEarlier: async (signals, since) => {
      await tx.statement();
      const telling = [...sightings.committed.values()].filter((one) => isTelling(one) && one.seenAt > since);
      return Object.fromEntries(
        signalKinds.map((kind) => [
          kind,
          telling.filter((one) => signals[kind] !== null && one.signals[kind] === signals[kind]),
        ]),
      );
    },
    remember: async (paymentId, signals, seenAt) => {
      await tx.statement();
      const { account, fingerprint } = signals;
      await tx.insert(sightings, paymentId, { account, fingerprint, seenAt, outcome: null, signals });
    },
    noteOutcome: async (paymentId, outcome) => {
      await tx.statement();
      await tx.withLock(
        sightings,
        paymentId,
        (row) => row && tx.write(sightings, paymentId, { ...row, outcome }),
      );
    },
  };
}

/** The provider's events within a transaction. */
export function memoryEventLog({ events }: MemoryPayments, tx: MemoryTransaction): EventLog {
  return {
    claimEvent: async ({ id }) => {
      await tx.statement();
      return tx.insert(events, id, true);
    },
  };
}

function isOver({ state }: Pick<Payment, 'state'>): boolean {
  return state === 'DECLINED' || state === 'VOIDED' || state === 'REFUNDED';
}

const begun = {
  state: 'PENDING',
  goal: 'AUTHORIZE',
  submitted: false,
  redirectUrl: null,
  failure: null,
  signals: null,
  riskDecision: null,
  riskReasons: [],
  isReviewed: false,
  authorizedUntil: null,
  attempts: 0,
} as const;

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
