import type { SqlDatabase } from '@cartwright/messaging';
import type { PrismaClient, Prisma } from '../generated/prisma/client.ts';
import { createAddresses, type Addresses } from './addresses.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createUsers, type Users } from './users.ts';

/** A transaction of accounts' database. */
export type Transaction = Prisma.TransactionClient;

/** All that accounts stores. */
export interface AccountsRepository {
  readonly database: SqlDatabase<Transaction>;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly addresses: Addresses;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** @param prisma the client; the repository owns it from now on. */
export function createAccountsRepository(prisma: PrismaClient): AccountsRepository {
  return {
    database: prisma,
    users: createUsers(prisma),
    sessions: createSessions(prisma),
    addresses: createAddresses(prisma),
    ping: async () => {
      await prisma.$queryRaw`SELECT 1`;
    },
    close: () => prisma.$disconnect(),
  };
}
