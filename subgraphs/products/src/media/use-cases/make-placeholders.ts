import type { Statements } from '@cartwright/database';
import type { Logger } from '@cartwright/process';
import type { Tables } from '../../tables.ts';
import type { Originals, Renderer } from '../ports.ts';
import { savePlaceholders, type Picture, type Placeholder } from '../repository/images.ts';

/** What placeholders are made with. */
export interface Dependencies {
  readonly statements: Statements<Tables>;
  readonly originals: Pick<Originals, 'read'>;
  readonly renderer: Renderer;
  readonly logger: Logger;
}

/**
 * Makes the placeholders of pictures that have none, and stores them, so that each is made once. Null where that failed:
 * a page is shown without one.
 */
export async function makePlaceholders(
  dependencies: Dependencies,
  images: readonly Picture[],
): Promise<(string | null)[]> {
  const made = await Promise.all(images.map((image) => placeholderOf(dependencies, image)));
  const { statements, logger } = dependencies;
  try {
    const fresh = made.filter((one): one is Placeholder => one !== null);
    if (fresh.length > 0) await savePlaceholders(statements, fresh);
  } catch (error) {
    logger.warn({ err: error }, 'placeholders of pictures could not be stored and will be made again');
  }
  return made.map((one) => one?.placeholder ?? null);
}

async function placeholderOf(
  { originals, renderer, logger }: Dependencies,
  image: Picture,
): Promise<Placeholder | null> {
  try {
    const placeholder = await renderer.placeholder(() => originals.read(image));
    return placeholder === null ? null : { id: image.id, placeholder };
  } catch (error) {
    logger.debug({ err: error, imageId: image.id }, 'no placeholder could be made of a picture');
    return null;
  }
}
