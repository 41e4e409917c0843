import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';

/** A transaction of carts' database. */
export type Transaction = Prisma.TransactionClient;

/** Where statements are sent: the database itself, or one of its transactions. */
export type Statements = Pick<PrismaClient | Transaction, '$queryRaw' | '$executeRaw'>;
