import type { SampleCustomer } from '@cartwright/sample-data';
import { createPrisma } from '@cartwright/database';
import { PrismaClient } from '../generated/prisma/client.ts';

/** A sample customer whose password is hashed. */
export type HashedCustomer = SampleCustomer & { passwordHash: string };

/** Writes the sample customers; those that are there stay as they are. */
export async function seedUsers(databaseUrl: string, customers: readonly HashedCustomer[]): Promise<void> {
  const prisma = createPrisma(PrismaClient, databaseUrl);
  await prisma.user.createMany({
    data: customers.map(({ id, role, email, passwordHash, firstName, lastName, createdAt }) => ({
      id,
      role,
      email,
      passwordHash,
      firstName,
      lastName,
      createdAt,
    })),
    skipDuplicates: true,
  });
  await prisma.address.createMany({
    data: customers.flatMap(({ id: userId, addresses, createdAt }) =>
      addresses.map((address, index) => ({ ...address, userId, createdAt, isDefault: index === 0 })),
    ),
    skipDuplicates: true,
  });
  await prisma.$disconnect();
}
