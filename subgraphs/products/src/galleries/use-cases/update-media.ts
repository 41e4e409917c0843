import { isId } from '@cartwright/graph';
import { readMediaList, removeMedia, saveMedia } from '../repository/media.ts';
import { holdFiles, readGallery, releaseFiles, removeImages, saveImages } from '../repository/pictures.ts';
import { readMedia, type MediumInput, type WantedMedium } from '../rules/media-input.ts';
import { inOneOrder } from '../rules/media-order.ts';
import { planMedia, type ShownThings } from '../rules/plan-media.ts';
import { editGallery, type Dependencies, type EditGalleryOutcome } from './edit-gallery.ts';
import type { UpdateImages } from './update-images.ts';

/** What a product is to show. */
export interface UpdateMedia extends Omit<UpdateImages, 'images'> {
  readonly media: readonly MediumInput[];
}

/** Gives a product its pictures, videos and 3D models, with an entry in the audit trail, and tells all who keep something of it; where it has them already, nothing changes. */
export async function updateMedia(
  dependencies: Dependencies,
  { media, reason, ...asked }: UpdateMedia,
): Promise<EditGalleryOutcome> {
  const read = readMedia({ media, reason });
  if (read.kind === 'invalid-input') return read;
  const { media: wanted } = read.value;
  const { productId } = asked;
  const action = { ...asked, operation: 'productMediaUpdate', reason: read.value.reason };
  return editGallery(dependencies, action, async (tx) => {
    const present = { images: await readGallery(tx, productId), media: await readMediaList(tx, productId) };
    const files = await holdFiles(tx, wanted.flatMap(filesOf).filter(isId));
    const plan = planMedia(wanted, { productId, present, files, newId: dependencies.newId });
    if (plan.kind === 'invalid-input') return plan;
    const { removed, removedPosters, ...next } = plan.value;
    const store = async (at: Date) => {
      await removeImages(tx, removed.images, at);
      await removeMedia(tx, { media: removed.media, posters: removedPosters });
      await releaseFiles(tx, [...removed.media, ...removedPosters], at);
      await saveImages(tx, next.images);
      await saveMedia(tx, next.media);
    };
    return { kind: 'planned', before: stateOf(present), after: stateOf(next), store };
  });
}

function filesOf({ source, posterMediaId }: WantedMedium): string[] {
  return [source.kind === 'uploaded' ? source.mediaId : null, posterMediaId].flatMap((id) => id ?? []);
}

function stateOf({ images, media }: ShownThings) {
  return {
    media: inOneOrder(images, media).map((one) => ({
      id: one.id,
      altText: one.altText,
      mediaId: one.mediaId,
      ...('kind' in one && {
        video: one.host === null ? null : `${one.host} ${one.videoId ?? ''}`,
        posterMediaId: one.poster?.mediaId ?? null,
      }),
    })),
  };
}
