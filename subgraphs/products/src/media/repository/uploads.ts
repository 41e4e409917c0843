import type { Statements, StatementSample, Transaction } from '@cartwright/database';
import { sql, type Insertable, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** That somebody may send a file, and what has become of it. */
export type MediaUpload = Selectable<Tables['mediaUploads']>;

/** Stores that a file may be sent. */
export async function insertUpload(
  tx: Transaction<Tables>,
  upload: Insertable<Tables['mediaUploads']>,
): Promise<void> {
  await tx.insertInto('mediaUploads').values(upload).execute();
}

/** How many uploads a customer has begun since a time; the customer begins no other until the transaction ends. */
export async function countUploadsOf(
  tx: Transaction<Tables>,
  customerId: string,
  since: Date,
): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`uploads ${customerId}`}, 0))`.execute(tx);
  const { count } = await tx
    .selectFrom('mediaUploads')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('customerId', '=', customerId)
    .where('createdAt', '>=', since)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * An upload that may still be completed, or is: of staff's unless a customer or `anybody` is asked for. Undefined for what there is
 * not, and for what was refused.
 */
export function findUpload(
  db: Statements<Tables>,
  id: string,
  whose: Whose = null,
): Promise<MediaUpload | undefined> {
  return liveUpload(db, id, whose).selectAll().executeTakeFirst();
}

/** The same, and nobody else completes it meanwhile. */
export function lockUpload(
  tx: Transaction<Tables>,
  id: string,
  customerId: string | null,
): Promise<MediaUpload | undefined> {
  return liveUpload(tx, id, customerId).selectAll().forNoKeyUpdate().executeTakeFirst();
}

/** Whose upload it is: that of the customer with an id, of staff (null), or of `anybody`. */
type Whose = string | null;

function liveUpload(db: Statements<Tables>, id: string, whose: Whose) {
  const live = db.selectFrom('mediaUploads').where('id', '=', id).where('refusedAt', 'is', null);
  if (whose === 'anybody') return live;
  return whose === null ? live.where('customerId', 'is', null) : live.where('customerId', '=', whose);
}

/** Notes what has become of an upload. */
export async function saveUpload(
  db: Statements<Tables>,
  id: string,
  change: Partial<Pick<MediaUpload, 'receivedAt' | 'refusedAt' | 'mediaId'>>,
): Promise<void> {
  await db.updateTable('mediaUploads').set(change).where('id', '=', id).execute();
}

/** Keeps an upload until a time, or longer where it is kept longer. */
export async function keepUpload(tx: Transaction<Tables>, id: string, until: Date): Promise<void> {
  await tx
    .updateTable('mediaUploads')
    .set((eb) => ({ keptUntil: eb.fn('greatest', [eb.ref('keptUntil'), eb.val(until)]) }))
    .where('id', '=', id)
    .execute();
}

/** Uploads that were begun before a time and are kept no longer, the oldest first. */
export async function findOldUploads(
  db: Statements<Tables>,
  { before, now, limit }: { readonly before: Date; readonly now: Date; readonly limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('mediaUploads')
    .select('id')
    .where('createdAt', '<', before)
    .where((eb) => eb.or([eb('keptUntil', 'is', null), eb('keptUntil', '<', now)]))
    .orderBy('createdAt')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Forgets that a file might be sent. */
export async function deleteUpload(db: Statements<Tables>, id: string): Promise<void> {
  await db.deleteFrom('mediaUploads').where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => countUploadsOf(tx, '', new Date(0)),
  (tx) => saveUpload(tx, '', { mediaId: '' }),
  (tx) => keepUpload(tx, '', new Date(0)),
];
