import { bind, type Statements } from '@cartwright/database';
import { byKey, type InstantSlice } from '@cartwright/graph';
import DataLoader from 'dataloader';
import type { Tables } from '../generated/tables.ts';
import {
  countNotifications,
  countUnread,
  findNotifications,
  findPages,
  type NotificationRecord,
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

/** A part of one user's list. */
interface UserPage {
  readonly userId: string;
  readonly slice: InstantSlice;
}

/** Loads pages of users' notifications; those that differ in nothing but the user are one statement. */
function createPageLoader(db: Statements<Tables>) {
  const textOf = ({ slice }: UserPage): string => JSON.stringify(slice);
  return new DataLoader<UserPage, NotificationRecord[], string>(
    async (pages) => {
      const bySlice = Map.groupBy(pages, textOf);
      const loaded = await Promise.all(
        [...bySlice].map(async ([slice, alike]) => [slice, await loadAlike(db, alike)] as const),
      );
      const found = new Map(loaded);
      return pages.map((page) => found.get(textOf(page))?.get(page.userId) ?? []);
    },
    { cacheKeyFn: (page) => JSON.stringify(page), maxBatchSize: 500 },
  );
}

async function loadAlike(
  db: Statements<Tables>,
  pages: readonly UserPage[],
): Promise<ReadonlyMap<string, NotificationRecord[]>> {
  const [{ slice }] = pages as [UserPage, ...UserPage[]];
  const userIds = pages.map(({ userId }) => userId);
  return Map.groupBy(await findPages(db, userIds, slice), ({ userId }) => userId);
}
