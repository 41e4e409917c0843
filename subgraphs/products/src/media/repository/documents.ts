import type { Statements } from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import type { MediaFile } from './files.ts';

/** A document of a product, with what is stored of its file. */
export interface StoredDocument extends Pick<MediaFile, 'storageKey' | 'byteSize' | 'sha256' | 'mediaType'> {
  readonly title: string;
}

/** A product's document by its id. */
export function findDocument(db: Statements<Tables>, id: string): Promise<StoredDocument | undefined> {
  return db
    .selectFrom('productDocuments as document')
    .innerJoin('mediaFiles as file', 'file.id', 'document.mediaId')
    .select(['document.title', 'file.storageKey', 'file.byteSize', 'file.sha256', 'file.mediaType'])
    .where('document.id', '=', id)
    .executeTakeFirst();
}
