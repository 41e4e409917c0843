import {
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  type InvalidField,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';

/** A picture that a product is to have, as staff say it. */
export interface PictureInput {
  readonly imageId?: string | null | undefined;
  readonly mediaId?: string | null | undefined;
  readonly altText: string;
}

/** One that it has already, or a new one of a file. */
export type WantedPicture =
  | { readonly imageId: string; readonly mediaId: null; readonly altText: string }
  | { readonly imageId: null; readonly mediaId: string; readonly altText: string };

/** The pictures that a product is to have, and why. */
export interface WantedGallery {
  readonly images: readonly WantedPicture[];
  readonly reason: string | null;
}

const id = z
  .string()
  .nullish()
  .transform((given) => given ?? null);
const altText = optionalText(500).transform((given) => given ?? '');
const schema = z.object({
  images: z.array(z.object({ imageId: id, mediaId: id, altText })),
  reason: optionalText(500),
});

/** Checks that each picture is named in one way, and none twice. */
export function readGallery(input: {
  readonly images: readonly PictureInput[];
  readonly reason?: string | null | undefined;
}): ReadInput<WantedGallery> {
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  const { images, reason } = read.value;
  const faults = images.flatMap((image, place) => faultOf(images.slice(0, place), image, place) ?? []);
  if (faults.length > 0) return invalidInput(...faults);
  return { kind: 'valid', value: { images: images as WantedPicture[], reason } };
}

type GivenPicture = Readonly<Record<'imageId' | 'mediaId', string | null>>;

function faultOf(
  before: readonly GivenPicture[],
  { imageId, mediaId }: GivenPicture,
  place: number,
): InvalidField | undefined {
  const path = (field: keyof GivenPicture) => ['images', String(place), field];
  if (imageId === null && mediaId === null)
    return invalidField(path('mediaId'), 'REQUIRED', 'Please say which picture.');
  if (imageId !== null && mediaId !== null)
    return invalidField(path('mediaId'), 'INVALID_VALUE', 'Please give imageId or mediaId, not both.');
  if (before.some((one) => (imageId === null ? one.mediaId === mediaId : one.imageId === imageId)))
    return invalidField(
      path(imageId === null ? 'mediaId' : 'imageId'),
      'INVALID_VALUE',
      'This one is there twice.',
    );
  return undefined;
}
