import { isDeepStrictEqual } from 'node:util';
import { recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Image } from '../../media/door.ts';
import type { Parts } from '../../parts.ts';
import { lockPublication, tellOfProduct } from '../../publishing/door.ts';
import {
  holdFiles,
  raiseProductVersion,
  readGallery as readImages,
  removeImages,
  saveImages,
} from '../repository/pictures.ts';
import { readGallery, type PictureInput } from '../rules/gallery-input.ts';
import { planGallery } from '../rules/plan-gallery.ts';

/** The pictures that a product is to have. */
export interface UpdateImages {
  readonly staffId: string;
  readonly productId: string;
  /** The product's, as whoever asks has seen it. */
  readonly version: number;
  readonly images: readonly PictureInput[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateImagesOutcome =
  | { readonly kind: 'updated' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  | InvalidInput;

/** Gives a product its pictures, with an entry in the audit trail, and tells all who keep something of it; where it has them already, nothing changes. */
export async function updateImages(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, productId, version, ...input }: UpdateImages,
): Promise<UpdateImagesOutcome> {
  const read = readGallery(input);
  if (read.kind === 'invalid-input') return read;
  if (!isId(productId)) return { kind: 'not-found' };
  const { images: wanted, reason } = read.value;
  return messaging.transact(async (tx, send) => {
    const product = await lockPublication(tx, productId);
    if (product === undefined) return { kind: 'not-found' };
    if (product.version !== version) return { kind: 'changed-meanwhile', version: product.version };
    const present = await readImages(tx, productId);
    const files = await holdFiles(tx, wanted.flatMap(({ mediaId }) => mediaId ?? []).filter(isId));
    const plan = planGallery(wanted, { productId, present, files, newId });
    if (plan.kind === 'invalid-input') return plan;
    const { images, removed } = plan.value;
    const states = { before: stateOf(present), after: stateOf(images) };
    if (isDeepStrictEqual(states.before, states.after)) return { kind: 'updated' };
    const at = now();
    await removeImages(tx, removed, at);
    await saveImages(tx, images);
    await raiseProductVersion(tx, productId);
    for (const one of await tellOfProduct(tx, product, newId())) send(one);
    const action = { staffId, operation: 'productImagesUpdate', target: productId, reason, at };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'updated' };
  });
}

function stateOf(images: readonly Image[]) {
  return { images: images.map(({ id, mediaId, altText }) => ({ id, mediaId, altText })) };
}
