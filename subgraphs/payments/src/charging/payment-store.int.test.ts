import { bind } from '@cartwright/database';
import { describe } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { paymentsWithin } from './charging-dependencies.ts';
import { paymentStoreSuite } from './payment-store.suite.ts';
import { claimDue, findPayments, hasten } from './repository/payments.ts';

describe('payments in PostgreSQL', () => {
  paymentStoreSuite(async () => {
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
  });
});
