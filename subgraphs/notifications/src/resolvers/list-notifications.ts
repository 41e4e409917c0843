import { readPage, toConnection } from '@cartwright/graph';
import { z } from 'zod';
import type { NotificationRecord } from '../domain/notification.ts';
import type { Context } from '../graphql.ts';

const cursorSchema = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

/** The notifications of some users as one connection, newest first. */
export async function listNotifications(
  { loaders }: Context,
  userIds: readonly string[],
  args: { first?: number | null; after?: string | null },
) {
  const page = readPage(args, cursorSchema);
  const after = page.cursor === null ? null : { createdAt: page.cursor[0], id: page.cursor[1] };
  const pages = userIds.map((userId) => ({ userId, after, limit: page.fetchSize }));
  const rows = (await Promise.all(pages.map((key) => loaders.pages.load(key)))).flat();
  return toConnection({
    page,
    rows: rows.toSorted(newestFirst).slice(0, page.fetchSize),
    keyOf: ({ createdAt, id }): [Date, string] => [createdAt, id],
    totalCount: async () => {
      const counts = await Promise.all(userIds.map((id) => loaders.counts.load(id)));
      return counts.reduce((total, row) => total + (row?.count ?? 0), 0);
    },
  });
}

function newestFirst(one: NotificationRecord, other: NotificationRecord): number {
  const later = other.createdAt.getTime() - one.createdAt.getTime();
  return later === 0 ? (one.id < other.id ? 1 : -1) : later;
}
