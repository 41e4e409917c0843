import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { mediaContext } from './context.ts';
import { DiskRenditions } from './disk-renditions.ts';
import { serveMedia } from './media-routes.ts';
import { noRenditions } from './no-renditions.ts';
import { PathSigner } from './path-signer.ts';
import { imageLoaders } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { sampleOriginals as originals } from './sample-originals.ts';
import { createSharpRenderer } from './sharp-renderer.ts';
import { createFindRendition } from './use-cases/find-rendition.ts';

const bytesPerMegabyte = 1_000_000;

/** Pictures: where they are, in the sizes and formats that clients ask for. */
export function mediaRoom({ config, logger, database: { statements } }: Parts): Room<Tables> {
  const signer = new PathSigner(config.MEDIA_SIGNING_KEYS);
  const renderer = createSharpRenderer({ logger });
  const disk = keptOnDisk({ config, logger });
  const findImage = (id: string) => imageLoaders(statements).image.load(id);
  const findRendition = createFindRendition({ findImage, originals, renderer, kept: disk ?? noRenditions });
  const publicUrl = config.PUBLIC_URL;
  return {
    resolvers,
    keeping: { variesBy: { media: () => 'nothing' } },
    context: () => ({ media: mediaContext({ publicUrl, signer, statements, originals, renderer, logger }) }),
    routes: (app) => serveMedia(app, { findImage, originals, findRendition, signer, publicUrl, logger }),
    close: () => disk?.close(),
  };
}

function keptOnDisk({ config, logger }: Pick<Parts, 'config' | 'logger'>): DiskRenditions | undefined {
  const { MEDIA_CACHE_DIR: directory, MEDIA_CACHE_MEGABYTES: megabytes } = config;
  if (directory === undefined) return undefined;
  return new DiskRenditions({ directory, maxBytes: megabytes * bytesPerMegabyte, logger });
}
