import type {
  AnnouncementStore,
  ArrivedEvent,
  Customer,
  MailQueue,
  Picture,
} from '@cartwright/notifications';
import { transactionOf, type Connection, type MemoryDatabase } from '../../database/database.ts';
import { DueIndex } from '../../database/due-index.ts';
import { Table } from '../../database/table.ts';
import type { MemoryTransaction } from '../../database/transaction.ts';

type NewNotification = Parameters<AnnouncementStore['storeAnnounced']>[0][number];

/** A row of notifications. */
export interface NotificationRow extends Pick<
  NewNotification,
  'id' | 'businessId' | 'type' | 'channel' | 'orderId' | 'userId' | 'language'
> {
  readonly state: 'PENDING' | 'SENT' | 'FAILED';
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly lastError: string | null;
  /** What it says. */
  readonly text: string;
}

/** The tables of notifications. */
export class MemoryNotifications {
  readonly database: MemoryDatabase;
  readonly notifications = new Table<NotificationRow>();
  /** The customers that guests have become, by the guests' ids. */
  readonly claims = new Table<string>();
  readonly customers = new Table<Customer>();
  readonly pictures = new Table<Picture>();
  /** What merchants are told of. */
  readonly feed = new Table<ArrivedEvent>();
  readonly due: DueIndex<NotificationRow>;

  constructor(database: MemoryDatabase) {
    this.database = database;
    this.due = new DueIndex(this.notifications, ({ state, nextAttemptAt }) =>
      state === 'PENDING' ? nextAttemptAt : null,
    );
  }
}

/** Stores what merchants are told of, within a transaction. */
export function memoryFeed({ feed }: MemoryNotifications) {
  return async (within: object, events: readonly ArrivedEvent[]): Promise<void> => {
    const tx = transactionOf(within);
    await tx.statement();
    for (const event of events) await tx.insert(feed, event.id, event);
  };
}

/** The store of announcements within a transaction. */
export function memoryAnnouncements(
  { notifications, claims, customers, pictures }: MemoryNotifications,
  tx: MemoryTransaction,
  now: () => Date,
): AnnouncementStore {
  return {
    storeAnnounced: async (announced) => {
      await tx.statement();
      for (const { businessId, type, channel, orderId, language, body: text, ...one } of announced) {
        const id = `${businessId} ${type} ${channel}`;
        const userId = tx.get(claims, one.userId) ?? one.userId;
        const sending = { state: 'PENDING', attempts: 0, nextAttemptAt: now(), lastError: null } as const;
        const row = { id, businessId, type, channel, orderId, userId, language, text };
        await tx.insert(notifications, id, { ...row, ...sending });
      }
    },
    claimGuest: async ({ guestId, customerId }) => {
      await tx.statement();
      await tx.lockKey(guestId);
      await tx.insert(claims, guestId, customerId);
      const theirs = [...notifications.committed.values()].filter(({ userId }) => userId === guestId);
      for (const { id } of theirs) await change(tx, notifications, id, () => ({ userId: customerId }));
    },
    claimOrder: async ({ orderId, formerId, customerId }) => {
      await tx.statement();
      const ofOrder = [...notifications.committed.values()].filter(
        (one) => one.orderId === orderId && one.userId === formerId,
      );
      for (const { id } of ofOrder) await change(tx, notifications, id, () => ({ userId: customerId }));
    },
    saveCustomers: (changed) => saveNewer(tx, customers, changed, ({ customerId }) => customerId),
    findCustomers: async (userIds) => {
      await tx.statement();
      for (const userId of [...new Set(userIds)].toSorted()) await tx.lockKey(userId);
      const known = userIds.map((id) => [id, tx.get(customers, tx.get(claims, id) ?? id)] as const);
      return new Map(known.flatMap(([id, customer]) => (customer === undefined ? [] : [[id, customer]])));
    },
    savePictures: (changed) => saveNewer(tx, pictures, changed, ({ variantId }) => variantId),
    findPictures: async (variantIds) => {
      await tx.statement();
      const known = variantIds.map((id) => [id, tx.get(pictures, id)?.imageUrl] as const);
      return new Map(known.flatMap(([id, imageUrl]) => (imageUrl == null ? [] : [[id, imageUrl]])));
    },
  };
}

/** Stores rows, except where a newer one is stored. */
async function saveNewer<Row extends { readonly version: number }>(
  tx: MemoryTransaction,
  table: Table<Row>,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Promise<void> {
  await tx.statement();
  for (const row of rows) {
    const stored = await tx.lock(table, keyOf(row));
    if (stored === undefined) await tx.insert(table, keyOf(row), row);
    else if (stored.version < row.version) tx.write(table, keyOf(row), row);
  }
}

/** The mail queue as one process sees it. */
export function memoryMailQueue(
  { notifications, due }: MemoryNotifications,
  connection: Pick<Connection<never>, 'statement'>,
  now: () => Date,
): MailQueue {
  const inSeconds = (seconds: number): Date => new Date(now().getTime() + seconds * 1000);
  const changeAlone = (id: string, to: (row: NotificationRow) => Partial<NotificationRow>): Promise<void> =>
    connection.statement(async (tx) => {
      await tx.statement();
      await change(tx, notifications, id, to);
    });
  return {
    leaseDue: ({ limit, leaseSeconds }) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const keys = due.due(now(), limit, (key) => tx.tryLock(notifications, key));
        return keys.flatMap((id) => {
          const row = tx.get(notifications, id);
          if (row === undefined) return [];
          const attempts = row.attempts + 1;
          tx.write(notifications, id, { ...row, attempts, nextAttemptAt: inSeconds(leaseSeconds) });
          const { type } = row;
          return [
            { id, type, recipient: '', title: '', body: '', html: '', language: row.language, attempts },
          ];
        });
      }),
    markSent: ({ id }) => changeAlone(id, () => ({ state: 'SENT', lastError: null })),
    markFailed: ({ id, attempts }, { error, retryInSeconds }) =>
      changeAlone(id, (row) => {
        if (row.state !== 'PENDING' || row.attempts !== attempts) return {};
        const state = retryInSeconds === null ? 'FAILED' : 'PENDING';
        return { state, lastError: error, nextAttemptAt: inSeconds(retryInSeconds ?? 0) };
      }),
  };
}

async function change(
  tx: MemoryTransaction,
  notifications: Table<NotificationRow>,
  id: string,
  to: (row: NotificationRow) => Partial<NotificationRow>,
): Promise<void> {
  const row = await tx.lock(notifications, id);
  if (row !== undefined) tx.write(notifications, id, { ...row, ...to(row) });
}
