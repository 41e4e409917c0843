import { receiptBookSuite } from '@cartwright/payments/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { transactionOf } from '../../database/database.ts';
import { MemoryPayments, memoryPaymentStore, memoryReceiptBook } from './memory-payments.ts';

const begun = {
  state: 'CAPTURED',
  goal: 'NONE',
  submitted: false,
  redirectUrl: null,
  failure: null,
  riskDecision: null,
  riskReasons: [],
  isReviewed: false,
  authorizedUntil: null,
} as const;

describe('receipts in the simulation', () => {
  receiptBookSuite(() => {
    const { world, database, connection } = openMemory();
    const tables = new MemoryPayments(database);
    return Promise.resolve({
      addPayment: async (amountMinor) => {
        const order = {
          orderId: world.newId(),
          orderNumber: 'CW-1',
          customerId: world.newId(),
          email: 'a@example.com',
        };
        const amounts = { amountMinor, taxMinor: 0, currency: 'EUR', methodToken: 'sim_ok' };
        const ways = { returnUrl: null, payUntil: null };
        const payment = { id: world.newId(), ...order, ...amounts, ...ways };
        await connection.transaction((tx) =>
          memoryPaymentStore(tables, transactionOf(tx), world.now).beginPayments([
            { order: payment, payment: { ...payment, ...begun }, next: { attempts: 0, nextAttemptAt: null } },
          ]),
        );
        return payment.id;
      },
      transaction: (work) =>
        connection.transaction((tx) => work(memoryReceiptBook(tables, transactionOf(tx)))),
      credited: () => Promise.resolve([...tables.creditNotes.committed.keys()]),
      stored: () =>
        Promise.resolve(
          [...tables.receipts.committed].map(([paymentId, { amountMinor }]) => ({ paymentId, amountMinor })),
        ),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  });
});
