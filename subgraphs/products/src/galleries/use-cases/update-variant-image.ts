import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { lockPublication, tellOfProduct } from '../../publishing/door.ts';
import { findVariant, raiseProductVersion, readGallery, saveVariantImage } from '../repository/pictures.ts';

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

/** What came of it. */
export type UpdateVariantImageOutcome =
  | { readonly kind: 'updated' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  | InvalidInput;

/** Shows a variant by one of its product's pictures, with an entry in the audit trail, and tells all who keep something of it. */
export async function updateVariantImage(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, variantId, version, imageId = null, reason }: UpdateVariantImage,
): Promise<UpdateVariantImageOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(variantId)) return { kind: 'not-found' };
  return messaging.transact(async (tx, send) => {
    const found = await findVariant(tx, variantId);
    const product = found && (await lockPublication(tx, found.productId));
    const variant = product && (await findVariant(tx, variantId)); // as it is while the product is held
    if (variant === undefined) return { kind: 'not-found' };
    if (product?.version !== version) return { kind: 'changed-meanwhile', version: product?.version ?? 0 };
    const gallery = await readGallery(tx, product.id);
    if (imageId !== null && !gallery.some(({ id }) => id === imageId)) return noSuchPicture;
    if (variant.imageId === imageId) return { kind: 'updated' };
    await saveVariantImage(tx, variantId, imageId);
    await raiseProductVersion(tx, product.id);
    for (const one of await tellOfProduct(tx, product, newId())) send(one);
    const action = { staffId, operation: 'variantImageUpdate', target: variantId, at: now(), ...why.value };
    const states = { before: { imageId: variant.imageId }, after: { imageId } };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'updated' };
  });
}

const noSuchPicture = invalidInput(
  invalidField(['imageId'], 'INVALID_VALUE', 'The product of this variant has no such picture.'),
);
