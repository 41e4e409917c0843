import { anyOf, partOfList, readingOrder, type Statements, type StatementSample } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql, type Selectable } from 'kysely';
import { secretTypes, type SecretType } from '../announcing/door.ts';
import type { Tables } from '../generated/tables.ts';

const columns = [
  'id',
  'type',
  'channel',
  'state',
  'userId',
  'orderId',
  'title',
  'body',
  'language',
  'createdAt',
  'sentAt',
  'readAt',
] as const;

/** Literals in statements. */
const secret = secretTypes.map((type) => sql.lit<SecretType>(type));

type Row = Pick<Selectable<Tables['notifications']>, (typeof columns)[number]>;
interface Listed {
  readonly type: Exclude<Row['type'], SecretType>;
}

/** A notification as its user sees it. */
export type NotificationRecord = Readonly<Omit<Row, 'type'> & Listed>;

/** How many of something a user has. */
export interface UserCount {
  readonly userId: string;
  readonly count: number;
}

/** Notifications by their ids, in no particular order. */
export function findNotifications(
  db: Statements<Tables>,
  ids: readonly string[],
): Promise<NotificationRecord[]> {
  return db
    .selectFrom('notifications')
    .select(columns)
    .where('id', '=', anyOf(ids))
    .where('type', 'not in', secret)
    .$narrowType<Listed>()
    .execute();
}

/** How many notifications users have; those who have none are left out. */
export function countNotifications(db: Statements<Tables>, userIds: readonly string[]): Promise<UserCount[]> {
  return countsByUser(db, userIds).execute();
}

/** How many unread notifications users have; those who have none are left out. */
export function countUnread(db: Statements<Tables>, userIds: readonly string[]): Promise<UserCount[]> {
  return countsByUser(db, userIds).where('readAt', 'is', null).execute();
}

function countsByUser(db: Statements<Tables>, userIds: readonly string[]) {
  return db
    .selectFrom('notifications')
    .select(['userId', sql<number>`count(*)::int4`.as('count')])
    .where('userId', '=', anyOf(userIds))
    .where('type', 'not in', secret)
    .groupBy('userId');
}

/**
 * The same part of several users' lists, newest first, or oldest first where they are read backwards: one statement that reads no
 * more than the parts.
 */
export function findPages(
  db: Statements<Tables>,
  userIds: readonly string[],
  slice: InstantSlice,
): Promise<NotificationRecord[]> {
  const order = readingOrder('desc', slice.direction);
  return db
    .selectFrom(sql<{ id: string }>`unnest(${userIds}::uuid[])`.as<'owner'>(sql`owner(id)`))
    .innerJoinLateral(
      (page) => {
        const own = page
          .selectFrom('notifications')
          .select(columns)
          .whereRef('userId', '=', 'owner.id')
          .where('type', 'not in', secret);
        return partOfList(own, { by: ['createdAt', 'notifications.id'], order: 'desc' }, slice).as('page');
      },
      (join) => join.onTrue(),
    )
    .selectAll('page')
    .orderBy('page.userId')
    .orderBy('page.createdAt', order)
    .orderBy('page.id', order)
    .$narrowType<Listed>()
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => countUnread(db, []),
  (db) => findPages(db, [], { size: 1, after: null, direction: 'forward' }),
  (db) => findPages(db, [], { size: 1, after: { at: new Date(), id: '' }, direction: 'backward' }),
];
