import type { Prisma } from '../generated/prisma/client.ts';

/** A transaction of notifications' database. */
export type Transaction = Prisma.TransactionClient;
