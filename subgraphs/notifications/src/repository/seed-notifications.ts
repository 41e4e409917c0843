import { createPrisma } from '@cartwright/database';
import { PrismaClient, type Prisma } from '../generated/prisma/client.ts';

/** Writes sample notifications; those that are there stay as they are. */
export async function seedNotifications(
  databaseUrl: string,
  data: Prisma.NotificationCreateManyInput[],
): Promise<void> {
  const prisma = createPrisma(PrismaClient, databaseUrl);
  await prisma.notification.createMany({ data, skipDuplicates: true });
  await prisma.$disconnect();
}
