import { invalidInput, optionalText, readInput, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { namingFaults } from './naming-faults.ts';

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
  const faults = namingFaults('images', 'imageId', images);
  if (faults.length > 0) return invalidInput(...faults);
  return { kind: 'valid', value: { images: images as WantedPicture[], reason } };
}
