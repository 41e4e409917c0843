import { createPrisma } from '@cartwright/subgraph-kit';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { NewNotification } from './notifications-repository.ts';

/** Writes sample notifications; those that are there stay as they are. */
export async function seedNotifications(databaseUrl: string, data: NewNotification[]): Promise<void> {
  const prisma = createPrisma(PrismaClient, databaseUrl);
  await prisma.notification.createMany({ data, skipDuplicates: true });
  await prisma.$disconnect();
}
