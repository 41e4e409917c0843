import type { KeptRenditions, Originals, Renderer } from '../ports.ts';
import type { Picture } from '../repository/images.ts';
import { renditionName } from '../rules/rendition-name.ts';
import type { Rendition } from '../rules/rendition.ts';

/** What renditions are made with. */
export interface Dependencies {
  readonly findImage: (id: string) => Promise<Picture | null>;
  readonly originals: Pick<Originals, 'read'>;
  readonly kept: KeptRenditions;
  readonly renderer: Renderer;
}

/** A rendition, and the picture that it is of. */
export interface FoundRendition {
  readonly picture: Picture;
  readonly bytes: Buffer;
}

/** Gives a rendition of a picture; null when there is no such picture any more, whatever is kept of it. @throws as `Renderer.render` does */
export type FindRendition = (imageId: string, rendition: Rendition) => Promise<FoundRendition | null>;

/** Gives what is kept, else makes and keeps it: once, however many ask for the same at the same time. */
export function createFindRendition(dependencies: Dependencies): FindRendition {
  const underway = new Map<string, Promise<FoundRendition | null>>();
  return (imageId, rendition) => {
    const key = `${imageId}/${renditionName(rendition)}`;
    const begun =
      underway.get(key) ?? findOrMake(dependencies, imageId, rendition).finally(() => underway.delete(key));
    underway.set(key, begun);
    return begun;
  };
}

async function findOrMake(
  { findImage, originals, kept, renderer }: Dependencies,
  imageId: string,
  rendition: Rendition,
): Promise<FoundRendition | null> {
  const key = { imageId, name: renditionName(rendition) };
  const picture = await findImage(imageId);
  if (picture === null) return null;
  const found = await kept.find(key);
  if (found !== undefined) return { picture, bytes: found };
  const bytes = await renderer.render(picture, () => originals.read(picture), rendition);
  if (bytes === null) return null;
  await kept.keep(key, bytes);
  return { picture, bytes };
}
