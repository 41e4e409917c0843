import { paymentQueueSuite, paymentStoreSuite, type PaymentsUnderTest } from '@cartwright/payments/suites';
import { describe } from 'vitest';
import { openMemory } from '../../../test/open-memory.ts';
import { transactionOf } from '../../database/database.ts';
import { MemoryPayments, memoryPaymentQueue, memoryPaymentStore } from './memory-payments.ts';

describe('payments in the simulation', () => {
  const open = (): Promise<PaymentsUnderTest> => {
    const { world, database, connection } = openMemory();
    const tables = new MemoryPayments(database);
    return Promise.resolve({
      queue: memoryPaymentQueue(tables, connection),
      transaction: (work) =>
        connection.transaction((tx) => work(memoryPaymentStore(tables, transactionOf(tx), world.now))),
      transactionsOf: (paymentId) =>
        Promise.resolve(
          [...(tables.transactions.committed.get(paymentId) ?? [])].map(([kind, state]) => ({ kind, state })),
        ),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  };
  paymentQueueSuite(open);
  paymentStoreSuite(open);
});
