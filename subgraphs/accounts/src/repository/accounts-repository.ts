import type { SqlDatabase } from '@cartwright/messaging';
import { createPrisma, type DatabaseOptions } from '@cartwright/database';
import { PrismaClient } from '../generated/prisma/client.ts';
import { createAddresses, type Addresses } from './addresses.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createUsers, type Users } from './users.ts';
import type { Transaction } from './transaction.ts';

/** All that accounts stores. */
export interface AccountsRepository {
  readonly database: SqlDatabase<Transaction>;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly addresses: Addresses;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens a pool of connections; `close` ends it. */
export function createAccountsRepository(
  databaseUrl: string,
  options: DatabaseOptions = {},
): AccountsRepository {
  const prisma = createPrisma(PrismaClient, databaseUrl, options);
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
