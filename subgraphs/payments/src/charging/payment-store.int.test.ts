import { bind } from '@cartwright/database';
import { describe } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import type { PaymentsUnderTest } from '../../test/payments-under-test.ts';
import { paymentsWithin } from './charging-dependencies.ts';
import { paymentQueueSuite } from './payment-queue.suite.ts';
import { paymentStoreSuite } from './payment-store.suite.ts';
import { claimDue, findPayments, hasten } from './repository/payments.ts';

describe('payments in PostgreSQL', () => {
  const open = async (): Promise<PaymentsUnderTest> => {
    const { database, [Symbol.asyncDispose]: dispose } = await openTestDatabase();
    return {
      queue: bind(database.statements, { findPayments, claimDue, hasten }),
      transaction: (work) => database.transaction((tx) => work(paymentsWithin(tx))),
      transactionsOf: (paymentId) =>
        database.prisma.paymentTransaction.findMany({
          where: { paymentId },
          select: { kind: true, state: true },
        }),
      [Symbol.asyncDispose]: dispose,
    };
  };
  paymentQueueSuite(open);
  paymentStoreSuite(open);
});
