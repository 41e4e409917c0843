import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { updateImages } from './use-cases/update-images.ts';
import { updateVariantImage } from './use-cases/update-variant-image.ts';

/** What resolvers find at `context.galleries`. */
export type GalleriesContext = ReturnType<typeof galleriesContext>;

/** Makes the context of one operation. */
export function galleriesContext(parts: Parts) {
  return bind(parts, { updateImages, updateVariantImage });
}
