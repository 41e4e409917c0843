import { createPrisma, type DatabaseOptions } from '@cartwright/database';
import { PrismaClient, type Prisma } from '../generated/prisma/client.ts';

/** The orders database. */
export type Database = PrismaClient;

/** A transaction on it. */
export type Transaction = Prisma.TransactionClient;

/** Connects to the orders database; nothing is sent before the first query. */
export function createDatabase(databaseUrl: string, options: DatabaseOptions = {}): Database {
  return createPrisma(PrismaClient, databaseUrl, options);
}

/** Throws when the database does not answer. */
export async function pingDatabase(database: Database): Promise<void> {
  await database.$queryRaw`SELECT 1`;
}
