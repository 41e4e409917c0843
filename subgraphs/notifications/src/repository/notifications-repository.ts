import type { SqlDatabase } from '@cartwright/messaging';
import { createPrisma, type DatabaseOptions } from '@cartwright/database';
import type { NotificationRecord } from '../domain/notification.ts';
import { PrismaClient, type Prisma } from '../generated/prisma/client.ts';
import { claimDue, type DueMail } from './claim-due.ts';
import { claimGuest, ownersOf } from './claimed-guests.ts';
import { insertAnnounced, type NewNotification } from './insert-announced.ts';
import { createPageLoader, type PageLoader } from './page-loader.ts';
import { markFailed, markSent, type FailedAttempt } from './record-attempt.ts';
import type { Transaction } from './transaction.ts';

/** How many of something a user has. */
export interface UserCount {
  readonly userId: string;
  readonly count: number;
}

/** All that notifications stores. */
export interface NotificationsRepository {
  readonly database: SqlDatabase<Transaction>;
  /** Stores notifications for whoever their users are by now, but those whose fact was told before. */
  readonly announce: (tx: Transaction, notifications: readonly NewNotification[]) => Promise<void>;
  readonly byIds: (ids: readonly string[]) => Promise<NotificationRecord[]>;
  readonly createPageLoader: () => PageLoader;
  /** Users who have none are left out. */
  readonly counts: (userIds: readonly string[]) => Promise<UserCount[]>;
  readonly unreadCounts: (userIds: readonly string[]) => Promise<UserCount[]>;
  readonly markRead: (userIds: readonly string[], ids: readonly string[], now: Date) => Promise<void>;
  readonly claimGuest: (tx: Transaction, guestId: string, customerId: string) => Promise<void>;
  /** Takes up to `limit` due mails for one minute; another sender takes them over after that. */
  readonly claimDue: (limit: number) => Promise<DueMail[]>;
  readonly markSent: (mail: Pick<DueMail, 'id'>, now: Date) => Promise<void>;
  readonly markFailed: (mail: Pick<DueMail, 'id' | 'attempts'>, failure: FailedAttempt) => Promise<void>;
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

/** Opens a pool of connections; `close` ends it. */
export function createNotificationsRepository(
  databaseUrl: string,
  options: DatabaseOptions = {},
): NotificationsRepository {
  const prisma = createPrisma(PrismaClient, databaseUrl, options);
  const { notification } = prisma;
  return {
    database: prisma,
    announce: async (tx, notifications) => {
      const userIds = notifications.map(({ userId }) => userId);
      const owners = await ownersOf(tx, userIds);
      const owned = notifications.map((one) => ({ ...one, userId: owners.get(one.userId) ?? one.userId }));
      await insertAnnounced(tx, owned);
    },
    byIds: (ids) => notification.findMany({ where: { id: { in: [...ids] } }, select: recordFields }),
    createPageLoader: () => createPageLoader(prisma),
    counts: (userIds) => countByUser(prisma, { userId: { in: [...userIds] } }),
    unreadCounts: (userIds) => countByUser(prisma, { userId: { in: [...userIds] }, readAt: null }),
    markRead: async (userIds, ids, readAt) => {
      const where = { id: { in: [...ids] }, userId: { in: [...userIds] }, readAt: null };
      await notification.updateMany({ where, data: { readAt } });
    },
    claimGuest,
    claimDue: (limit) => claimDue(prisma, limit),
    markSent: (mail, now) => markSent(prisma, mail, now),
    markFailed: (mail, failure) => markFailed(prisma, mail, failure),
    ping: async () => {
      await prisma.$queryRaw`SELECT 1`;
    },
    close: () => prisma.$disconnect(),
  };
}

async function countByUser(prisma: PrismaClient, where: Prisma.NotificationWhereInput): Promise<UserCount[]> {
  const groups = await prisma.notification.groupBy({ by: ['userId'], where, _count: { _all: true } });
  return groups.map(({ userId, _count }) => ({ userId, count: _count._all }));
}
