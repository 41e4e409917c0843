import { openDatabase, type Database, type DatabaseOptions } from '@cartwright/database';
import { PrismaPg } from '@prisma/adapter-pg';

/** The client class that `prisma generate` writes for a domain. */
export type PrismaClientClass<Client> = new (options: { adapter: PrismaPg }) => Client & {
  $disconnect(): Promise<void>;
};

/** A domain's database with its Prisma client, for the ordinary reads and writes of a test. */
export interface PrismaDatabase<Tables, Client> extends Database<Tables> {
  readonly prisma: Client;
}

/** Opens a domain's database for a test; the first statement connects. */
export function openPrismaDatabase<Tables, Client>(
  PrismaClient: PrismaClientClass<Client>,
  databaseUrl: string,
  options: DatabaseOptions = {},
): PrismaDatabase<Tables, Client> {
  const database = openDatabase<Tables>(databaseUrl, options);
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: 2 }) });
  return {
    ...database,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await database.close();
    },
  };
}
