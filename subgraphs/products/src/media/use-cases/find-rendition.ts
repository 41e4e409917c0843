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

/** Gives a rendition of a picture; null when there is no such picture. @throws as `Renderer.render` does */
export type FindRendition = (imageId: string, rendition: Rendition) => Promise<Buffer | null>;

/** Gives what is kept, else makes and keeps it: once, however many ask for the same at the same time. */
export function createFindRendition(dependencies: Dependencies): FindRendition {
  const underway = new Map<string, Promise<Buffer | null>>();
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
): Promise<Buffer | null> {
  const key = { imageId, name: renditionName(rendition) };
  const found = await kept.find(key);
  if (found !== undefined) return found;
  const image = await findImage(imageId);
  const made = image && (await renderer.render(image, () => originals.read(image), rendition));
  if (made !== null) await kept.keep(key, made);
  return made;
}
