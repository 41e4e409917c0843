import { bind, type Statements } from '@cartwright/database';
import { byKey } from '@cartwright/graph';
import DataLoader from 'dataloader';
import type { Tables } from '../generated/tables.ts';
import {
  countNotifications,
  countUnread,
  findNotifications,
  findPages,
  type NotificationRecord,
  type PageRange,
} from './repository.ts';
import { markRead, type Dependencies } from './use-cases.ts';

/** What resolvers find in their context: the use cases of the inbox, and loaders that live as long as the operation. */
export function inboxContext(dependencies: Dependencies) {
  return { inbox: { ...bind(dependencies, { markRead }), loaders: createLoaders(dependencies.db) } };
}

export type InboxContext = ReturnType<typeof inboxContext>;

function createLoaders(db: Statements<Tables>) {
  const find = bind(db, { findNotifications, countNotifications, countUnread });
  return {
    notifications: byKey(find.findNotifications, ({ id }) => id),
    counts: byKey(find.countNotifications, ({ userId }) => userId),
    unreadCounts: byKey(find.countUnread, ({ userId }) => userId),
    pages: createPageLoader(db),
  };
}

/** One user's page. */
type UserPage = PageRange & { readonly userId: string };

/** Loads pages of users' notifications; those that differ in nothing but the user are one statement. */
function createPageLoader(db: Statements<Tables>) {
  const rangeOf = ({ after, limit }: UserPage): string => JSON.stringify({ after, limit });
  return new DataLoader<UserPage, NotificationRecord[], string>(
    async (pages) => {
      const byRange = Map.groupBy(pages, rangeOf);
      const loaded = await Promise.all(
        [...byRange].map(async ([range, alike]) => [range, await loadAlike(db, alike)] as const),
      );
      const found = new Map(loaded);
      return pages.map((page) => found.get(rangeOf(page))?.get(page.userId) ?? []);
    },
    { cacheKeyFn: (page) => JSON.stringify(page), maxBatchSize: 500 },
  );
}

async function loadAlike(
  db: Statements<Tables>,
  pages: readonly UserPage[],
): Promise<ReadonlyMap<string, NotificationRecord[]>> {
  const [range] = pages as [UserPage, ...UserPage[]];
  const userIds = pages.map(({ userId }) => userId);
  return Map.groupBy(await findPages(db, userIds, range), ({ userId }) => userId);
}
