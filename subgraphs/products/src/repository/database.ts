import { createPrisma, type DatabaseOptions } from '@cartwright/database';
import { PrismaClient, type Prisma } from '../generated/prisma/client.ts';

/** The products database; a transaction of it fits wherever a `Transaction` is asked for. */
export type Database = PrismaClient;

/** A running transaction, or the database itself where one statement is enough. */
export type Transaction = Prisma.TransactionClient;

/** Connects lazily; `$disconnect` ends it. */
export function openDatabase(databaseUrl: string, options: DatabaseOptions = {}): Database {
  return createPrisma(PrismaClient, databaseUrl, options);
}

/** Throws when the database does not answer. */
export async function pingDatabase(database: Database): Promise<void> {
  await database.$queryRaw`SELECT 1`;
}
