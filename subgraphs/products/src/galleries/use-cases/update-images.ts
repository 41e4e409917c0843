import { isId } from '@cartwright/graph';
import type { Image } from '../../media/door.ts';
import { holdFiles, readGallery as readImages, removeImages, saveImages } from '../repository/pictures.ts';
import { readGallery, type PictureInput } from '../rules/gallery-input.ts';
import { planGallery } from '../rules/plan-gallery.ts';
import { editGallery, type Dependencies, type EditGalleryOutcome } from './edit-gallery.ts';

/** The pictures that a product is to have. */
export interface UpdateImages {
  readonly staffId: string;
  readonly productId: string;
  /** The product's, as whoever asks has seen it. */
  readonly version: number;
  readonly images: readonly PictureInput[];
  readonly reason?: string | null | undefined;
}

/** Gives a product its pictures, with an entry in the audit trail, and tells all who keep something of it; where it has them already, nothing changes. */
export async function updateImages(
  dependencies: Dependencies,
  { images, reason, ...asked }: UpdateImages,
): Promise<EditGalleryOutcome> {
  const read = readGallery({ images, reason });
  if (read.kind === 'invalid-input') return read;
  const { images: wanted } = read.value;
  const { productId } = asked;
  const action = { ...asked, operation: 'productImagesUpdate', reason: read.value.reason };
  return editGallery(dependencies, action, async (tx) => {
    const present = await readImages(tx, productId);
    const files = await holdFiles(tx, wanted.flatMap(({ mediaId }) => mediaId ?? []).filter(isId));
    const plan = planGallery(wanted, { productId, present, files, newId: dependencies.newId });
    if (plan.kind === 'invalid-input') return plan;
    const { images: next, removed } = plan.value;
    const store = async (at: Date) => {
      await removeImages(tx, removed, at);
      await saveImages(tx, next);
    };
    return { kind: 'planned', before: stateOf(present), after: stateOf(next), store };
  });
}

function stateOf(images: readonly Image[]) {
  return { images: images.map(({ id, mediaId, altText }) => ({ id, mediaId, altText })) };
}
