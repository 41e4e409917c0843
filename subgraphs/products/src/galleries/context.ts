import { bind } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import { documentPath } from '../media/door.ts';
import type { Parts } from '../parts.ts';
import { documentsOf, type ShownDocument } from './repository/documents.ts';
import { updateDocuments } from './use-cases/update-documents.ts';
import { updateImages } from './use-cases/update-images.ts';
import { updateVariantImage } from './use-cases/update-variant-image.ts';

/** What resolvers find at `context.galleries`. */
export type GalleriesContext = ReturnType<typeof galleriesContext>;

/** Makes the context of one operation. */
export function galleriesContext(parts: Parts) {
  const { config, database } = parts;
  const documents = listByKey(
    (ids: readonly string[]) => documentsOf(database.statements, ids),
    ({ productId }: ShownDocument) => productId,
  );
  return {
    ...bind(parts, { updateDocuments, updateImages, updateVariantImage }),
    /** In the order of the product page; nothing that was read before a change is to be asked for after it. */
    documents,
    documentUrl: (id: string) => `${config.PUBLIC_URL}${documentPath(id)}`,
  };
}
