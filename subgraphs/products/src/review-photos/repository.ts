import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Selectable } from 'kysely';
import type { Tables } from '../tables.ts';
import type { PlannedPhoto, SentPhoto } from './rules/plan-photos.ts';

/** A photo of a review. */
export type ReviewPhoto = Selectable<Tables['reviewPhotos']>;

/** The photos of reviews, in their order. */
export function photosOf(db: Statements<Tables>, reviewIds: readonly string[]): Promise<ReviewPhoto[]> {
  return db
    .selectFrom('reviewPhotos')
    .selectAll()
    .where('reviewId', '=', anyOf(reviewIds))
    .orderBy('reviewId')
    .orderBy('position')
    .execute();
}

/** The photos that a customer has sent, of these uploads, which nobody takes away until the transaction ends. */
export async function holdSentPhotos(
  tx: Transaction<Tables>,
  customerId: string,
  uploadIds: readonly string[],
): Promise<SentPhoto[]> {
  const rows = await tx
    .selectFrom('mediaUploads as upload')
    .innerJoin('mediaFiles as file', 'file.id', 'upload.mediaId')
    .select([
      'upload.id as uploadId',
      'file.id as mediaId',
      'file.storageKey as key',
      'file.width',
      'file.height',
    ])
    .where('upload.id', '=', anyOf(uploadIds.filter(isId)))
    .where('upload.customerId', '=', customerId)
    .orderBy('file.id')
    .forKeyShare('file')
    .execute();
  return rows.flatMap(({ width, height, ...file }) =>
    width === null || height === null ? [] : [{ ...file, width, height }],
  );
}

/** What is read out instead of showing a photo. */
const altText = 'A photo by a customer';

/** The photos that a review is to have, of which those that it has already keep their ids. */
export interface SavePhotos {
  readonly reviewId: string;
  readonly photos: readonly PlannedPhoto[];
  readonly newId: () => string;
}

/** Stores what photos a locked review has; those that it has no longer go. */
export async function savePhotos(
  tx: Transaction<Tables>,
  { reviewId, photos, newId }: SavePhotos,
): Promise<void> {
  const kept = photos.flatMap((photo) => ('id' in photo ? [photo.id] : []));
  await tx
    .deleteFrom('reviewPhotos')
    .where('reviewId', '=', reviewId)
    .where('id', '<>', (eb) => eb.fn('all', [eb.val(kept)]))
    .execute();
  for (const [position, photo] of photos.entries()) {
    if ('id' in photo) {
      await tx.updateTable('reviewPhotos').set({ position }).where('id', '=', photo.id).execute();
      continue;
    }
    const { mediaId, key, width, height } = photo;
    const row = { id: newId(), reviewId, mediaId, key, altText, width, height, position };
    await tx.insertInto('reviewPhotos').values(row).execute();
  }
}

/** Takes photos from reviews; their files may be taken away at once, unless others have them. */
export async function forgetPhotos(tx: Transaction<Tables>, reviewIds: readonly string[]): Promise<number> {
  const gone = await tx
    .deleteFrom('reviewPhotos')
    .where('reviewId', '=', anyOf(reviewIds))
    .returning('mediaId')
    .execute();
  await letGo(
    tx,
    gone.map(({ mediaId }) => mediaId),
  );
  return gone.length;
}

/** Has files taken away at once, unless somebody has them. */
async function letGo(tx: Transaction<Tables>, mediaIds: readonly string[]): Promise<void> {
  if (mediaIds.length === 0) return;
  const held = tx.selectFrom('mediaFiles').select('id').where('id', '=', anyOf(mediaIds));
  await held.orderBy('id').forNoKeyUpdate().execute();
  await tx
    .updateTable('mediaFiles')
    .set({ releasedAt: new Date(0) })
    .where('id', '=', anyOf(mediaIds))
    .execute();
}

/** Uploads are swept after a day: these in an hour, when nothing can be sent to their addresses any more. */
const almostDayMs = 23 * 60 * 60 * 1_000;

/** Takes all photos from what people have written, and forgets what they have sent. */
export async function forgetPhotosBy(
  tx: Transaction<Tables>,
  personIds: readonly string[],
  now: Date,
): Promise<void> {
  const own = await tx
    .selectFrom('reviews')
    .select('id')
    .where('customerId', '=', anyOf(personIds))
    .execute();
  await forgetPhotos(
    tx,
    own.map(({ id }) => id),
  );
  const sent = await tx
    .selectFrom('mediaUploads')
    .select('mediaId')
    .where('customerId', '=', anyOf(personIds))
    .where('mediaId', 'is not', null)
    .execute();
  await letGo(
    tx,
    sent.flatMap(({ mediaId }) => mediaId ?? []),
  );
  await tx
    .updateTable('mediaUploads')
    .set({ customerId: null, refusedAt: now, createdAt: new Date(now.getTime() - almostDayMs) })
    .where('customerId', '=', anyOf(personIds))
    .execute();
}

const nobody = '01990000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => photosOf(db, [nobody]),
  (tx) => holdSentPhotos(tx, nobody, [nobody]),
  (tx) => savePhotos(tx, { reviewId: nobody, photos: [{ id: nobody }], newId: () => nobody }),
  (tx) => forgetPhotos(tx, [nobody]),
];
