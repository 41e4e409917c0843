import type { Statements } from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import type { MediaFile } from './files.ts';

/** A document of a product, with what is stored of its file. */
export interface StoredDocument extends Pick<MediaFile, 'storageKey' | 'byteSize' | 'sha256' | 'mediaType'> {
  readonly title: string;
}

/** A product's document, or that of an attribute, by its id. */
export async function findDocument(db: Statements<Tables>, id: string): Promise<StoredDocument | undefined> {
  return (await findOfProduct(db, id)) ?? findOfAttribute(db, id);
}

const columns = ['file.storageKey', 'file.byteSize', 'file.sha256', 'file.mediaType'] as const;

function findOfProduct(db: Statements<Tables>, id: string): Promise<StoredDocument | undefined> {
  return db
    .selectFrom('productDocuments as document')
    .innerJoin('mediaFiles as file', 'file.id', 'document.mediaId')
    .select(['document.title', ...columns])
    .where('document.id', '=', id)
    .executeTakeFirst();
}

function findOfAttribute(db: Statements<Tables>, id: string): Promise<StoredDocument | undefined> {
  return db
    .selectFrom('attributeValues as v')
    .innerJoin('mediaFiles as file', 'file.id', 'v.mediaId')
    .innerJoin('attributeDefinitions as definition', 'definition.id', 'v.definitionId')
    .select(['definition.name as title', ...columns])
    .where('v.id', '=', id)
    .where('file.mediaType', '=', 'application/pdf')
    .executeTakeFirst();
}
