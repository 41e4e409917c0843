import { bind } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import { documentPath, playedPath, type PlayedType } from '../media/door.ts';
import type { Parts } from '../parts.ts';
import { documentsOf, type ShownDocument } from './repository/documents.ts';
import { shownMediaOf, type ShownMedium } from './repository/media.ts';
import { updateDocuments } from './use-cases/update-documents.ts';
import { updateImages } from './use-cases/update-images.ts';
import { updateMedia } from './use-cases/update-media.ts';
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
  const media = listByKey(
    (ids: readonly string[]) => shownMediaOf(database.statements, ids),
    ({ productId }: ShownMedium) => productId,
  );
  return {
    ...bind(parts, { updateDocuments, updateImages, updateMedia, updateVariantImage }),
    /** In the order of the product page; nothing that was read before a change is to be asked for after it. */
    documents,
    /** Videos and 3D models, likewise. */
    media,
    playedUrl: (id: string, mediaType: PlayedType) => `${config.PUBLIC_URL}${playedPath(id, mediaType)}`,
    documentUrl: (id: string) => `${config.PUBLIC_URL}${documentPath(id)}`,
  };
}
