import type { Parts } from '../parts.ts';
import { catalogueLoaders } from './repository/loaders.ts';
import { mediaPath } from './rules/media-path.ts';

/** What resolvers find at `context.catalogue`. */
export type CatalogueContext = ReturnType<typeof catalogueContext>;

/** Makes the context of one operation. */
export function catalogueContext({ database, config }: Parts) {
  return {
    loaders: catalogueLoaders(database.statements),
    /** The absolute address of a picture, behind the gateway. */
    imageUrl: (id: string) => `${config.PUBLIC_URL}${mediaPath(id)}`,
  };
}
