import type {
  Payment,
  PaymentRecord,
  TransactionKind,
  TransactionOutcome,
} from '@cartwright/payments/src/domain/payment.ts';
import type { Transaction } from '@cartwright/payments/src/repository/database.ts';
import type { Payments, Turn } from '@cartwright/payments/src/repository/payments.ts';
import type { PaymentsRepository } from '@cartwright/payments/src/repository/payments-repository.ts';
import { transactionOf, type MemoryDatabase } from '../../database/database.ts';
import { DueIndex } from '../../database/due-index.ts';
import { Table } from '../../database/table.ts';
import { ConstraintViolation } from '../../database/transaction.ts';
import type { Process } from '../../world/process.ts';

/** A row of payments. */
export interface PaymentRow extends PaymentRecord {
  readonly nextAttemptAt: Date | null;
}

type Outcomes = ReadonlyMap<TransactionKind, TransactionOutcome['state']>;

/** The tables of payments. */
export class MemoryPayments {
  readonly database: MemoryDatabase;
  readonly payments: Table<PaymentRow>;
  readonly transactions: Table<Outcomes>;
  readonly receipts: Table<{ readonly amountMinor: number }>;
  readonly tombstones: Table<{ readonly orderId: string }>;
  readonly webhooks: Table<true>;
  readonly due: DueIndex<PaymentRow>;

  constructor(database: MemoryDatabase) {
    this.database = database;
    this.payments = new Table();
    this.transactions = new Table();
    this.receipts = new Table();
    this.tombstones = new Table();
    this.webhooks = new Table();
    this.due = new DueIndex(this.payments, ({ nextAttemptAt }) => nextAttemptAt);
  }
}

/** What use cases need of the repository. */
export type UsedRepository = Pick<
  PaymentsRepository,
  'isTombstone' | 'leaveTombstone' | 'claimWebhook' | 'ownerOf' | 'claimGuest'
> & {
  readonly payments: Payments;
  readonly receipts: Pick<PaymentsRepository['receipts'], 'issue'>;
};

/** The repository of one process. */
export function createMemoryRepository(tables: MemoryPayments, process: Process): UsedRepository {
  const { tombstones, webhooks, receipts } = tables;
  return {
    payments: createPayments(tables, process),
    receipts: {
      issue: async (sqlTransaction, { id, amountMinor }) => {
        const tx = transactionOf(sqlTransaction);
        await tx.statement();
        await tx.lockKey('receipt_counter');
        if (!(await tx.insert(receipts, id, { amountMinor })))
          throw new ConstraintViolation('23505', 'unique constraint "receipts_pkey"');
      },
    },
    isTombstone: async (sqlTransaction, paymentId) => {
      const tx = transactionOf(sqlTransaction);
      await tx.statement();
      return tx.get(tombstones, paymentId) !== undefined;
    },
    leaveTombstone: async (sqlTransaction, paymentId, orderId) => {
      const tx = transactionOf(sqlTransaction);
      await tx.statement();
      await tx.insert(tombstones, paymentId, { orderId });
    },
    claimWebhook: async (sqlTransaction, { id }) => {
      const tx = transactionOf(sqlTransaction);
      await tx.statement();
      return tx.insert(webhooks, id, true);
    },
    ownerOf: (_tx, userId) => Promise.resolve(userId),
    claimGuest: () => Promise.resolve(),
  };
}

function createPayments(tables: MemoryPayments, process: Process): Payments {
  const { payments, transactions } = tables;
  const connection = tables.database.connect<Transaction>(process);
  const now = process.world.now;
  return {
    byIds: (ids) => Promise.resolve(ids.flatMap((id) => payments.committed.get(id) ?? [])),
    find: (id) =>
      connection.statement(async (tx) => {
        await tx.statement();
        return tx.get(payments, id) ?? null;
      }),
    holdId: (sqlTransaction, id) => transactionOf(sqlTransaction).lockKey(`hold ${id}`),
    lock: async (sqlTransaction, id) => {
      const tx = transactionOf(sqlTransaction);
      await tx.statement();
      if (tx.get(payments, id) === undefined) return null;
      return tx.withLock(payments, id, (payment) => payment ?? null);
    },
    begin: async (sqlTransaction, payment, nextAttemptAt) => {
      const tx = transactionOf(sqlTransaction);
      await tx.statement();
      const stamps = { createdAt: now(), updatedAt: now() };
      await tx.insert(payments, payment.id, { ...payment, ...begun, ...stamps, nextAttemptAt });
    },
    save: async (sqlTransaction, payment, turn) => {
      const tx = transactionOf(sqlTransaction);
      await tx.statement();
      return tx.withLock(payments, payment.id, (before) => {
        if (before !== undefined) tx.write(payments, payment.id, changed(before, payment, turn));
      });
    },
    recordTransactions: async (sqlTransaction, { id }, outcomes) => {
      if (outcomes.length === 0) return;
      const tx = transactionOf(sqlTransaction);
      await tx.statement();
      const known = new Map(await tx.lock(transactions, id));
      for (const { kind, state } of outcomes) {
        if ((known.get(kind) ?? 'PENDING') === 'PENDING') known.set(kind, state);
      }
      tx.write(transactions, id, known);
    },
    claimDue: (limit, dueAt, leaseEndsAt) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const ids = tables.due.due(dueAt, limit, (id) => tx.tryLock(payments, id));
        for (const id of ids) {
          const payment = tx.get(payments, id);
          if (payment !== undefined) tx.write(payments, id, { ...payment, nextAttemptAt: leaseEndsAt });
        }
        return ids;
      }),
  };
}

const begun = {
  state: 'PENDING',
  goal: 'AUTHORIZE',
  submitted: false,
  redirectUrl: null,
  failure: null,
  attempts: 0,
} as const;

function changed(before: PaymentRow, payment: Payment, { attempts, nextAttemptAt }: Turn): PaymentRow {
  const { state, goal, submitted, redirectUrl, failure: refusal } = payment;
  const hasEnded = state === 'DECLINED' || state === 'VOIDED' || state === 'REFUNDED';
  if (hasEnded && goal !== 'NONE')
    throw new ConstraintViolation('23514', 'check "payments_ended_wants_nothing"', before.orderId);
  return { ...before, state, goal, submitted, redirectUrl, failure: refusal, attempts, nextAttemptAt };
}
