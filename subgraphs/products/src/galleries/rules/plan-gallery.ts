import { invalidField, invalidInput, type InvalidField, type ReadInput } from '@cartwright/input';
import type { Image, MediaFile } from '../../media/door.ts';
import type { WantedPicture } from './gallery-input.ts';

/** What a product's pictures are made from. */
export interface GalleryParts {
  readonly productId: string;
  /** Those that it has. */
  readonly present: readonly Image[];
  /** Those that were uploaded, of the ids that were given. */
  readonly files: readonly MediaFile[];
  readonly newId: () => string;
}

/** What becomes of a product's pictures. */
export interface GalleryPlan {
  /** In their order. */
  readonly images: readonly Image[];
  readonly removed: readonly Image[];
}

/** Puts the pictures that a product is to have in the place of those that it has; what stays keeps its id, and so its address. */
export function planGallery(wanted: readonly WantedPicture[], parts: GalleryParts): ReadInput<GalleryPlan> {
  const planned = wanted.map((picture, position) => place(picture, position, parts));
  const faults = planned.filter((one): one is InvalidField => 'code' in one);
  if (faults.length > 0) return invalidInput(...faults);
  const images = planned.filter((one): one is Image => !('code' in one));
  const kept = new Set(images.map(({ id }) => id));
  return { kind: 'valid', value: { images, removed: parts.present.filter(({ id }) => !kept.has(id)) } };
}

function place(
  { imageId, mediaId, altText }: WantedPicture,
  position: number,
  { productId, present, files, newId }: GalleryParts,
): Image | InvalidField {
  if (imageId !== null) {
    const image = present.find(({ id }) => id === imageId);
    return image === undefined ? missing(position, 'imageId') : { ...image, altText, position };
  }
  const file = files.find(({ id }) => id === mediaId);
  const picture = file && newPicture(file, { productId, altText, position, newId });
  return picture ?? missing(position, 'mediaId');
}

/** A file as a picture of a product; undefined where it is something else. */
export function newPicture(
  { id: mediaId, storageKey: key, width, height }: MediaFile,
  {
    newId,
    productId,
    altText,
    position,
  }: Pick<Image, 'productId' | 'altText' | 'position'> & { newId: () => string },
): Image | undefined {
  if (width === null || height === null) return undefined;
  return { id: newId(), productId, key, altText, width, height, placeholder: null, position, mediaId };
}

function missing(position: number, field: 'imageId' | 'mediaId'): InvalidField {
  const message =
    field === 'imageId' ? 'The product has no such picture.' : 'No such picture has been uploaded.';
  return invalidField(['images', String(position), field], 'INVALID_VALUE', message);
}
