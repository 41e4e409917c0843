import type { Statements, StatementSample, Transaction } from '@cartwright/database';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** A file that was uploaded, as it is stored. */
export type MediaFile = Selectable<Tables['mediaFiles']>;

/** A file by its id. */
export function findFile(db: Statements<Tables>, id: string): Promise<MediaFile | undefined> {
  return db.selectFrom('mediaFiles').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Stores that there is a file, or gives the one of the same bytes, which then is kept as long as a new one. Nobody else takes it away meanwhile. */
export function insertFile(
  tx: Transaction<Tables>,
  file: Insertable<Tables['mediaFiles']>,
): Promise<MediaFile> {
  return tx
    .insertInto('mediaFiles')
    .values(file)
    .onConflict((conflict) =>
      conflict.column('sha256').doUpdateSet((eb) => ({ releasedAt: eb.ref('excluded.releasedAt') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Files that nothing has referred to since a time. */
export async function findUnused(db: Statements<Tables>, since: Date, limit: number): Promise<string[]> {
  const rows = await unused(db, since).select('file.id').orderBy('file.releasedAt').limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** The same of one file, which nobody refers to or stores anew until the transaction ends; undefined where somebody has. */
export function lockUnused(
  tx: Transaction<Tables>,
  since: Date,
  id: string,
): Promise<Pick<MediaFile, 'storageKey'> | undefined> {
  return unused(tx, since)
    .select('file.storageKey')
    .where('file.id', '=', id)
    .forUpdate('file')
    .skipLocked()
    .executeTakeFirst();
}

function unused(db: Statements<Tables>, since: Date) {
  return db
    .selectFrom('mediaFiles as file')
    .where('file.releasedAt', '<', since)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('productDocuments').whereRef('mediaId', '=', 'file.id').select('productDocuments.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('productMedia').whereRef('mediaId', '=', 'file.id').select('productMedia.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('mediaPosters').whereRef('mediaId', '=', 'file.id').select('mediaPosters.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('reviewPhotos').whereRef('mediaId', '=', 'file.id').select('reviewPhotos.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('images').whereRef('images.mediaId', '=', 'file.id').select('images.id')),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('attributeValues').whereRef('mediaId', '=', 'file.id').select('attributeValues.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('brandLogos').whereRef('mediaId', '=', 'file.id').select('brandLogos.id')),
      ),
    );
}

/** Forgets a file that nothing refers to. */
export async function deleteFile(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('mediaFiles').where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => findUnused(db, new Date(0), 1),
  (tx) => lockUnused(tx, new Date(0), ''),
];
