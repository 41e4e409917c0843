import type { Prisma } from '../generated/prisma/client.ts';

/** A transaction of accounts' database. */
export type Transaction = Prisma.TransactionClient;
