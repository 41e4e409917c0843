import type { SqlDatabase } from '@cartwright/messaging';
import type { TransactionKind, TransactionOutcome } from '../domain/payment.ts';
import type { Database, Transaction } from './database.ts';
import { createPayments, type Payments } from './payments.ts';
import { createReceipts, type Receipts } from './receipts.ts';

/** One task of the provider, as it is stored. */
export interface TransactionRecord {
  readonly id: string;
  readonly paymentId: string;
  readonly kind: TransactionKind;
  readonly state: TransactionOutcome['state'];
  readonly amountMinor: number;
  readonly createdAt: Date;
}

/** All that payments stores. */
export interface PaymentsRepository {
  readonly database: SqlDatabase<Transaction>;
  readonly payments: Payments;
  readonly receipts: Receipts;
  /** Oldest first. */
  readonly transactionsOf: (paymentIds: readonly string[]) => Promise<TransactionRecord[]>;
  readonly isTombstone: (tx: Transaction, paymentId: string) => Promise<boolean>;
  readonly leaveTombstone: (tx: Transaction, paymentId: string, orderId: string) => Promise<void>;
  /** Gives false when the event was there before. */
  readonly claimWebhook: (
    tx: Transaction,
    event: { id: string; type: string; reference: string },
  ) => Promise<boolean>;
  /** Who owns what comes in under this user's id. */
  readonly ownerOf: (tx: Transaction, userId: string) => Promise<string>;
  /** Gives a guest's payments to a customer, also those that come in later. */
  readonly claimGuest: (tx: Transaction, guestId: string, customerId: string) => Promise<void>;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param database the client; the repository owns it from now on. */
export function createPaymentsRepository(database: Database): PaymentsRepository {
  const payments = createPayments(database);
  return {
    database,
    payments,
    receipts: createReceipts(database),
    transactionsOf: (paymentIds) =>
      database.paymentTransaction.findMany({
        where: { paymentId: { in: [...paymentIds] } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      }),
    isTombstone: async (tx, paymentId) => {
      const found = await tx.paymentTombstone.findUnique({ where: { paymentId } });
      return found !== null;
    },
    leaveTombstone: async (tx, paymentId, orderId) => {
      await tx.paymentTombstone.createMany({ data: [{ paymentId, orderId }], skipDuplicates: true });
    },
    claimWebhook: async (tx, { id, type, reference }) => {
      const event = { id, type, reference };
      const { count } = await tx.webhookEvent.createMany({ data: [event], skipDuplicates: true });
      return count === 1;
    },
    ownerOf: async (tx, userId) => {
      await payments.holdId(tx, userId);
      const claimed = await tx.claimedGuest.findUnique({ where: { guestId: userId } });
      return claimed?.customerId ?? userId;
    },
    claimGuest: async (tx, guestId, customerId) => {
      await payments.holdId(tx, guestId);
      await tx.claimedGuest.createMany({ data: [{ guestId, customerId }], skipDuplicates: true });
      await tx.payment.updateMany({ where: { customerId: guestId }, data: { customerId } });
    },
    ping: async () => {
      await database.$queryRaw`SELECT 1`;
    },
    close: () => database.$disconnect(),
  };
}
