import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { catalogueContext } from './context.ts';
import { serveMedia } from './media-route.ts';
import { catalogueLoaders } from './repository/loaders.ts';
import { resolvers } from './resolvers.ts';

/** What the store sells: products, their variants and pictures, and the category tree. */
export function catalogueRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    context: () => ({ catalogue: catalogueContext(parts) }),
    routes: (app) => serveMedia(app, (id) => catalogueLoaders(parts.database.statements).image.load(id)),
  };
}
