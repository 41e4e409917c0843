import DataLoader from 'dataloader';
import type { NotificationRecord } from '../domain/notification.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** Where a page of a user's notifications begins: after this one, newest first. */
export interface NotificationCursor {
  readonly createdAt: Date;
  readonly id: string;
}

/** Which part of a list to read; null stands for its beginning. */
export interface PageRange {
  readonly after: NotificationCursor | null;
  readonly limit: number;
}

/** One user's page. */
export interface UserPage extends PageRange {
  readonly userId: string;
}

/** Loads pages of users' notifications, newest first; what is alike but for the user is one statement. */
export type PageLoader = DataLoader<UserPage, NotificationRecord[], string>;

/** Build it per request: it remembers what it loaded. */
export function createPageLoader(prisma: PrismaClient): PageLoader {
  return new DataLoader<UserPage, NotificationRecord[], string>(
    async (pages) => {
      const alike = Map.groupBy(pages, ({ after, limit }) => JSON.stringify({ after, limit }));
      const rows = await Promise.all(
        [...alike].map(async ([range, group]) => [range, await loadPages(prisma, group)] as const),
      );
      const found = new Map(rows);
      return pages.map(
        ({ after, limit, userId }) =>
          found.get(JSON.stringify({ after, limit }))?.filter((row) => row.userId === userId) ?? [],
      );
    },
    { cacheKeyFn: (page) => JSON.stringify(page), maxBatchSize: 500 },
  );
}

function loadPages(prisma: PrismaClient, pages: readonly UserPage[]): Promise<NotificationRecord[]> {
  const { after, limit } = pages[0] as UserPage;
  const userIds = pages.map(({ userId }) => userId);
  const createdAt = after?.createdAt.toISOString() ?? 'infinity';
  const id = after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  return prisma.$queryRaw<NotificationRecord[]>`
    SELECT page.* FROM unnest(${userIds}::uuid[]) AS owner (id) CROSS JOIN LATERAL (
      SELECT id, type::text AS type, channel::text AS channel, state::text AS state, title, body,
             user_id AS "userId", order_id AS "orderId", created_at AS "createdAt", sent_at AS "sentAt", read_at AS "readAt"
      FROM notifications
      WHERE user_id = owner.id AND (created_at, id) < (${createdAt}::timestamptz, ${id}::uuid)
      ORDER BY created_at DESC, id DESC
      LIMIT ${limit}::int
    ) AS page
    ORDER BY page."userId", page."createdAt" DESC, page.id DESC`;
}
