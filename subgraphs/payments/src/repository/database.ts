import { createPrisma, type DatabaseOptions } from '@cartwright/database';
import { PrismaClient, type Prisma } from '../generated/prisma/client.ts';

/** Payments' database. */
export type Database = PrismaClient;

/** A transaction of payments' database. */
export type Transaction = Prisma.TransactionClient;

/** Connects lazily; `$disconnect` ends it. */
export function openDatabase(databaseUrl: string, options: DatabaseOptions = {}): Database {
  return createPrisma(PrismaClient, databaseUrl, options);
}
