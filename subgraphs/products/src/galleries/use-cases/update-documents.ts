import { isId } from '@cartwright/graph';
import { readDocumentList, removeDocuments, saveDocuments } from '../repository/documents.ts';
import { holdFiles, releaseFiles } from '../repository/pictures.ts';
import {
  planDocuments,
  readDocuments,
  type DocumentInput,
  type ListedDocument,
} from '../rules/document-list.ts';
import { editGallery, type Dependencies, type EditGalleryOutcome } from './edit-gallery.ts';
import type { UpdateImages } from './update-images.ts';

/** The documents that a product is to have. */
export interface UpdateDocuments extends Omit<UpdateImages, 'images'> {
  readonly documents: readonly DocumentInput[];
}

/** Gives a product its documents, with an entry in the audit trail, and tells all who keep something of it; where it has them already, nothing changes. */
export async function updateDocuments(
  dependencies: Dependencies,
  { documents, reason, ...asked }: UpdateDocuments,
): Promise<EditGalleryOutcome> {
  const read = readDocuments({ documents, reason });
  if (read.kind === 'invalid-input') return read;
  const { documents: wanted } = read.value;
  const { productId } = asked;
  const action = { ...asked, operation: 'productDocumentsUpdate', reason: read.value.reason };
  return editGallery(dependencies, action, async (tx) => {
    const present = await readDocumentList(tx, productId);
    const files = await holdFiles(tx, wanted.flatMap(({ mediaId }) => mediaId ?? []).filter(isId));
    const plan = planDocuments(wanted, { productId, present, files, newId: dependencies.newId });
    if (plan.kind === 'invalid-input') return plan;
    const { documents: next, removed } = plan.value;
    const store = async (at: Date) => {
      await removeDocuments(tx, removed);
      await releaseFiles(tx, removed, at);
      await saveDocuments(tx, next);
    };
    return { kind: 'planned', before: stateOf(present), after: stateOf(next), store };
  });
}

function stateOf(documents: readonly ListedDocument[]) {
  return { documents: documents.map(({ id, mediaId, title }) => ({ id, mediaId, title })) };
}
