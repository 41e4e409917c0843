import { isDeepStrictEqual } from 'node:util';
import { recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { lockPublication, tellOfProduct } from '../../publishing/door.ts';
import { readDocumentList, removeDocuments, saveDocuments } from '../repository/documents.ts';
import { holdFiles, raiseProductVersion, releaseFiles } from '../repository/pictures.ts';
import {
  planDocuments,
  readDocuments,
  type DocumentInput,
  type ListedDocument,
} from '../rules/document-list.ts';
import type { UpdateImages, UpdateImagesOutcome } from './update-images.ts';

/** The documents that a product is to have. */
export interface UpdateDocuments extends Omit<UpdateImages, 'images'> {
  readonly documents: readonly DocumentInput[];
}

/** Gives a product its documents, with an entry in the audit trail, and tells all who keep something of it; where it has them already, nothing changes. */
export async function updateDocuments(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, productId, version, ...input }: UpdateDocuments,
): Promise<UpdateImagesOutcome> {
  const read = readDocuments(input);
  if (read.kind === 'invalid-input') return read;
  if (!isId(productId)) return { kind: 'not-found' };
  const { documents: wanted, reason } = read.value;
  return messaging.transact(async (tx, send) => {
    const product = await lockPublication(tx, productId);
    if (product === undefined) return { kind: 'not-found' };
    if (product.version !== version) return { kind: 'changed-meanwhile', version: product.version };
    const present = await readDocumentList(tx, productId);
    const files = await holdFiles(tx, wanted.flatMap(({ mediaId }) => mediaId ?? []).filter(isId));
    const plan = planDocuments(wanted, { productId, present, files, newId });
    if (plan.kind === 'invalid-input') return plan;
    const { documents, removed } = plan.value;
    const states = { before: stateOf(present), after: stateOf(documents) };
    if (isDeepStrictEqual(states.before, states.after)) return { kind: 'updated' };
    const at = now();
    await removeDocuments(tx, removed);
    await releaseFiles(tx, removed, at);
    await saveDocuments(tx, documents);
    await raiseProductVersion(tx, productId);
    for (const one of await tellOfProduct(tx, product, newId())) send(one);
    const action = { staffId, operation: 'productDocumentsUpdate', target: productId, reason, at };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'updated' };
  });
}

function stateOf(documents: readonly ListedDocument[]) {
  return { documents: documents.map(({ id, mediaId, title }) => ({ id, mediaId, title })) };
}
