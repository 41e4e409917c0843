import {
  anyOf,
  keyedRead,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import type { ListedDocument } from '../rules/document-list.ts';

/** Documents of products in the order of their pages, with what is shown of their files. */
export const documentsOf = keyedRead((db: Statements<Tables>, productIds: readonly string[]) =>
  db
    .selectFrom('productDocuments as document')
    .innerJoin('mediaFiles as file', 'file.id', 'document.mediaId')
    .select(['document.id', 'document.productId', 'document.title', 'file.mediaType', 'file.byteSize'])
    .where('document.productId', '=', anyOf(productIds))
    .orderBy('document.productId')
    .orderBy('document.position'),
);

/** A document as it is shown. */
export type ShownDocument = Awaited<ReturnType<typeof documentsOf>>[number];

/** A product's documents as they are stored. */
export function readDocumentList(tx: Transaction<Tables>, productId: string): Promise<ListedDocument[]> {
  const documents = tx.selectFrom('productDocuments').selectAll().where('productId', '=', productId);
  return documents.orderBy('position').orderBy('id').execute();
}

/** Stores documents, new ones and what has become of others. */
export async function saveDocuments(
  tx: Transaction<Tables>,
  documents: readonly ListedDocument[],
): Promise<void> {
  if (documents.length === 0) return;
  await tx
    .insertInto('productDocuments')
    .values([...documents])
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        title: eb.ref('excluded.title'),
        position: eb.ref('excluded.position'),
      })),
    )
    .execute();
}

/** Takes documents from a locked product. */
export async function removeDocuments(
  tx: Transaction<Tables>,
  documents: readonly ListedDocument[],
): Promise<void> {
  const ids = documents.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom('productDocuments').where('id', '=', anyOf(ids)).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => documentsOf(db, ['']),
  (tx) => saveDocuments(tx, [{ id: '', productId: '', mediaId: '', title: '', position: 0 }]),
];
