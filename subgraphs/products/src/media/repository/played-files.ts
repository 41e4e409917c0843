import type { Statements } from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import type { MediaFile } from './files.ts';

/** What is stored of the file of a video or a 3D model. */
export type PlayedFile = Pick<MediaFile, 'storageKey' | 'byteSize' | 'sha256' | 'mediaType'>;

/** The file of a video or a 3D model of a product, by the id that it has there. */
export function findPlayed(db: Statements<Tables>, id: string): Promise<PlayedFile | undefined> {
  return db
    .selectFrom('productMedia as medium')
    .innerJoin('mediaFiles as file', 'file.id', 'medium.mediaId')
    .select(['file.storageKey', 'file.byteSize', 'file.sha256', 'file.mediaType'])
    .where('medium.id', '=', id)
    .executeTakeFirst();
}
