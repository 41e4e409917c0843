import {
  anyOf,
  deleteBatch,
  partOfList,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** What a person has asked for about their data. */
export type DataRequest = Readonly<Selectable<Tables['dataRequests']>>;

/** A request as it begins. */
export type NewDataRequest = Omit<DataRequest, 'completedAt' | 'round'>;

/** Which requests a list has. */
export interface RequestFilter {
  /** Only those that should have been done by then. */
  readonly overdueAt: Date | null;
}

/** Stores a new request. @returns false when one of its kind is under way */
export async function insertRequest(tx: Transaction<Tables>, request: NewDataRequest): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('dataRequests')
    .values(request)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Requests by their ids, in no particular order. */
export function findRequests(db: Statements<Tables>, ids: readonly string[]): Promise<DataRequest[]> {
  return db.selectFrom('dataRequests').selectAll().where('id', '=', anyOf(ids)).execute();
}

/** The erasure that a token lets its owner follow. */
export function findByToken(db: Statements<Tables>, tokenHash: string): Promise<DataRequest | undefined> {
  return db.selectFrom('dataRequests').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst();
}

/** The request of a user that is under way. */
export function findUnderWay(
  db: Statements<Tables>,
  userId: string,
  kind: DataRequest['kind'],
): Promise<DataRequest | undefined> {
  return db
    .selectFrom('dataRequests')
    .selectAll()
    .where('userId', '=', userId)
    .where('kind', '=', kind)
    .where('completedAt', 'is', null)
    .executeTakeFirst();
}

/** The requests of users, latest first, at most 100 of each. */
export function listRequestsOf(db: Statements<Tables>, userIds: readonly string[]): Promise<DataRequest[]> {
  return db
    .selectFrom('dataRequests')
    .selectAll()
    .where('userId', '=', anyOf(userIds))
    .orderBy('requestedAt', 'desc')
    .limit(100 * userIds.length)
    .execute();
}

/** When a user asked for exports since a moment, the earliest first. */
export async function listExportTimes(db: Statements<Tables>, userId: string, since: Date): Promise<Date[]> {
  const rows = await db
    .selectFrom('dataRequests')
    .select('requestedAt')
    .where('userId', '=', userId)
    .where('kind', '=', 'EXPORT')
    .where('requestedAt', '>', since)
    .orderBy('requestedAt')
    .execute();
  return rows.map(({ requestedAt }) => requestedAt);
}

/** A request that is under way, which nobody else changes until the end of the transaction. */
export function lockUnderWay(tx: Transaction<Tables>, id: string): Promise<DataRequest | undefined> {
  return tx
    .selectFrom('dataRequests')
    .selectAll()
    .where('id', '=', id)
    .where('completedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** A request whose domains are to be asked again, which no other replica asks about until the end of the transaction. */
export function claimToAsk(tx: Transaction<Tables>, now: Date): Promise<DataRequest | undefined> {
  return tx
    .selectFrom('dataRequests')
    .selectAll()
    .where('askAt', '<=', now)
    .orderBy('askAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Notes that the domains were asked once more. */
export async function saveAsking(
  tx: Transaction<Tables>,
  { id, round, askAt, expiresAt }: Pick<DataRequest, 'id' | 'round' | 'askAt' | 'expiresAt'>,
): Promise<void> {
  await tx.updateTable('dataRequests').set({ round, askAt, expiresAt }).where('id', '=', id).execute();
}

/** Notes that a request is done; where to tell that is forgotten. */
export async function completeRequest(tx: Transaction<Tables>, id: string, completedAt: Date): Promise<void> {
  await tx
    .updateTable('dataRequests')
    .set({ completedAt, askAt: null, email: null })
    .where('id', '=', id)
    .execute();
}

/** Deletes the exports of a user: what cannot be read any more need not be known either. */
export async function deleteExports(tx: Transaction<Tables>, userId: string): Promise<void> {
  await tx.deleteFrom('dataRequests').where('userId', '=', userId).where('kind', '=', 'EXPORT').execute();
}

/** Deletes requests that were done before a moment, a batch of them. @returns how many */
export function purgeRequests(db: Statements<Tables>, completedBefore: Date, limit: number): Promise<number> {
  const old = db.selectFrom('dataRequests').select('id').where('completedAt', '<', completedBefore);
  return deleteBatch(db, 'dataRequests', { key: 'id', old, limit });
}

/** A part of the requests, latest first. */
export async function listRequests(
  db: Statements<Tables>,
  filter: RequestFilter,
  slice: InstantSlice,
): Promise<DataRequest[]> {
  const list = filtered(db, filter).selectAll();
  return partOfList(list, { by: ['requestedAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many requests a list has. */
export async function countRequests(db: Statements<Tables>, filter: RequestFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function filtered(db: Statements<Tables>, { overdueAt }: RequestFilter) {
  const requests = db.selectFrom('dataRequests');
  if (overdueAt === null) return requests;
  return requests.where('completedAt', 'is', null).where('dueAt', '<=', overdueAt);
}

const instant = new Date(0);
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => claimToAsk(tx, instant),
  (tx) => purgeRequests(tx, instant, 1),
];
