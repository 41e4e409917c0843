import type { SqlDatabase } from '@cartwright/messaging';
import { createPrisma, type DatabaseOptions } from '@cartwright/database';
import { PrismaClient } from '../generated/prisma/client.ts';
import { createCartReads, type CartReads } from './cart-reads.ts';
import { createCartWrites, type CartWrites } from './cart-writes.ts';
import { createCatalogueCopy, type CatalogueCopy } from './catalogue-copy.ts';
import { createIdempotencyKeys, type IdempotencyKeys } from './idempotency-keys.ts';
import { retryLostRaces } from './retry-lost-races.ts';
import { createSettledOrders, type SettledOrders } from './settled-orders.ts';
import type { Statements, Transaction } from './statements.ts';

export type { OrderOutcome } from './settled-orders.ts';

/** What can be read and changed within one transaction. */
export type CartStore = CartReads & CartWrites & IdempotencyKeys & SettledOrders & CatalogueCopy;

/** All that carts stores. */
export interface CartsRepository {
  readonly database: SqlDatabase<Transaction>;
  readonly reads: CartReads;
  /** Runs work in a transaction of its own; again when it lost against another one. */
  readonly transaction: <R>(work: (store: CartStore) => Promise<R>) => Promise<R>;
  /** The store of a transaction that somebody else began. */
  readonly within: (tx: Transaction) => CartStore;
  /** Deletes idempotency keys and outcomes of orders that are older. */
  readonly forgetBefore: (time: Date) => Promise<void>;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const transactionLimits = { maxWait: 5_000, timeout: 10_000 };

/** Opens carts' database; connects with the first statement. */
export function createCartsRepository(databaseUrl: string, options?: DatabaseOptions): CartsRepository {
  const prisma = createPrisma(PrismaClient, databaseUrl, options);
  return {
    database: prisma,
    reads: createCartReads(prisma),
    transaction: (work) =>
      retryLostRaces(() => prisma.$transaction((tx) => work(createCartStore(tx)), transactionLimits)),
    within: createCartStore,
    forgetBefore: async (time) => {
      await prisma.idempotencyKey.deleteMany({ where: { createdAt: { lt: time } } });
      await prisma.settledOrder.deleteMany({ where: { settledAt: { lt: time } } });
    },
    ping: async () => {
      await prisma.$queryRaw`SELECT 1`;
    },
    close: () => prisma.$disconnect(),
  };
}

function createCartStore(statements: Statements): CartStore {
  return {
    ...createCartReads(statements),
    ...createCartWrites(statements),
    ...createIdempotencyKeys(statements),
    ...createSettledOrders(statements),
    ...createCatalogueCopy(statements),
  };
}
