import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput } from '@cartwright/input';
import { lockPublication } from '../../publishing/door.ts';
import { findVariant, readGallery, saveVariantImage } from '../repository/pictures.ts';
import { storeChange, type Dependencies, type EditGalleryOutcome } from './edit-gallery.ts';

/** The picture that is to show a variant. */
export interface UpdateVariantImage {
  readonly staffId: string;
  readonly variantId: string;
  /** Its product's, as whoever asks has seen it. */
  readonly version: number;
  /** Null for none of its own. */
  readonly imageId?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Shows a variant by one of its product's pictures, with an entry in the audit trail, and tells all who keep something of it; where it is so already, nothing changes. */
export async function updateVariantImage(
  dependencies: Dependencies,
  { staffId, variantId, version, imageId = null, reason }: UpdateVariantImage,
): Promise<EditGalleryOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(variantId)) return { kind: 'not-found' };
  return dependencies.messaging.transact<EditGalleryOutcome>(async (tx, send) => {
    const found = await findVariant(tx, variantId);
    const product = found && (await lockPublication(tx, found.productId));
    const variant = product && (await findVariant(tx, variantId)); // as it is while the product is held
    if (variant === undefined) return { kind: 'not-found' };
    if (product?.version !== version) return { kind: 'changed-meanwhile', version: product?.version ?? 0 };
    const gallery = await readGallery(tx, product.id);
    if (imageId !== null && !gallery.some(({ id }) => id === imageId)) return noSuchPicture;
    const action = { staffId, operation: 'variantImageUpdate', target: variantId, ...why.value };
    await storeChange(dependencies, { tx, send, product }, action, {
      before: { imageId: variant.imageId },
      after: { imageId },
      store: () => saveVariantImage(tx, variantId, imageId),
    });
    return { kind: 'updated' };
  });
}

const noSuchPicture = invalidInput(
  invalidField(['imageId'], 'INVALID_VALUE', 'The product of this variant has no such picture.'),
);
