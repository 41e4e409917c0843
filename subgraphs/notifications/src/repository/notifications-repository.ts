import type { SqlDatabase } from '@cartwright/messaging';
import type { NotificationRecord } from '../domain/notification.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { claimDue, type DueMail } from './claim-due.ts';

/** A transaction of notifications' database. */
export type Transaction = Prisma.TransactionClient;

/** A notification in words, ready to be stored. */
export type NewNotification = Prisma.NotificationCreateManyInput;

/** Where a page of a user's notifications begins: after this one, newest first. */
export interface NotificationCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** All that notifications stores. */
export interface NotificationsRepository {
  readonly database: SqlDatabase<Transaction>;
  /** Stores a notification unless its fact was told before. */
  readonly announce: (tx: Transaction, notification: NewNotification) => Promise<void>;
  readonly byIds: (ids: readonly string[]) => Promise<NotificationRecord[]>;
  readonly page: (
    userIds: readonly string[],
    after: NotificationCursor | null,
    limit: number,
  ) => Promise<NotificationRecord[]>;
  readonly count: (userIds: readonly string[]) => Promise<number>;
  readonly unreadCounts: (userIds: readonly string[]) => Promise<{ userId: string; count: number }[]>;
  readonly markRead: (userIds: readonly string[], ids: readonly string[], now: Date) => Promise<void>;
  readonly reown: (tx: Transaction, fromUserId: string, toUserId: string) => Promise<void>;
  /** Takes up to `limit` due mails for one minute; another sender takes them over after that. */
  readonly claimDue: (limit: number) => Promise<DueMail[]>;
  readonly markSent: (id: string, now: Date) => Promise<void>;
  /** @param nextAttemptAt null to give up */
  readonly markFailed: (id: string, error: string, nextAttemptAt: Date | null) => Promise<void>;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const recordFields = {
  id: true,
  type: true,
  channel: true,
  state: true,
  userId: true,
  orderId: true,
  title: true,
  body: true,
  createdAt: true,
  sentAt: true,
  readAt: true,
} as const;

/** @param prisma the client; the repository owns it from now on. */
export function createNotificationsRepository(prisma: PrismaClient): NotificationsRepository {
  const { notification } = prisma;
  return {
    database: prisma,
    announce: async (tx, data) => {
      await tx.notification.createMany({ data: [data], skipDuplicates: true });
    },
    byIds: (ids) => notification.findMany({ where: { id: { in: [...ids] } }, select: recordFields }),
    page: (userIds, after, limit) =>
      notification.findMany({
        where: { userId: { in: [...userIds] }, ...(after === null ? {} : olderThan(after)) },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: limit,
        select: recordFields,
      }),
    count: (userIds) => notification.count({ where: { userId: { in: [...userIds] } } }),
    unreadCounts: async (userIds) => {
      const where = { userId: { in: [...userIds] }, readAt: null };
      const groups = await notification.groupBy({ by: ['userId'], where, _count: { _all: true } });
      return groups.map(({ userId, _count }) => ({ userId, count: _count._all }));
    },
    markRead: async (userIds, ids, readAt) => {
      const where = { id: { in: [...ids] }, userId: { in: [...userIds] }, readAt: null };
      await notification.updateMany({ where, data: { readAt } });
    },
    reown: async (tx, fromUserId, userId) => {
      await tx.notification.updateMany({ where: { userId: fromUserId }, data: { userId } });
    },
    claimDue: (limit) => claimDue(prisma, limit),
    markSent: async (id, sentAt) => {
      await notification.update({ where: { id }, data: { state: 'SENT', sentAt, lastError: null } });
    },
    markFailed: async (id, lastError, nextAttemptAt) => {
      const data = nextAttemptAt === null ? { state: 'FAILED' as const } : { nextAttemptAt };
      await notification.update({ where: { id }, data: { ...data, lastError } });
    },
    ping: async () => {
      await prisma.$queryRaw`SELECT 1`;
    },
    close: () => prisma.$disconnect(),
  };
}

function olderThan({ createdAt, id }: NotificationCursor): Prisma.NotificationWhereInput {
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}
