import { createLoop, type Background } from '@cartwright/process';
import { bulkhead } from 'cockatiel';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { mediaContext, type Uploading } from './context.ts';
import { DiskRenditions } from './disk-renditions.ts';
import { serveMedia } from './media-routes.ts';
import { noRenditions } from './no-renditions.ts';
import { originalsIn } from './originals.ts';
import { PathSigner } from './path-signer.ts';
import { servePlayed } from './played-route.ts';
import type { MediaStorage, PictureImporter, Renderer } from './ports.ts';
import { serveDocuments } from './document-route.ts';
import { findDocument } from './repository/documents.ts';
import { findPicture } from './repository/images.ts';
import { findPlayed } from './repository/played-files.ts';
import { resolvers } from './resolvers.ts';
import { inTurn as inTurnOf } from './sharp-renderer.ts';
import { DiskStorage } from './storage/disk-storage.ts';
import { openStorage } from './storage/open-storage.ts';
import { serveUploads } from './upload-route.ts';
import { createFindRendition } from './use-cases/find-rendition.ts';
import { createReceiveUpload } from './use-cases/receive-upload.ts';
import { rememberPictures } from './use-cases/remember-pictures.ts';
import { sweepMedia } from './use-cases/sweep-media.ts';

/** More photos of customers do not wait for their turn. */
const mostPhotosWaiting = 64;
const bytesPerMegabyte = 1_000_000;

/** Pictures: where they are, in the sizes and formats that clients ask for, and how they come. */
export function mediaRoom(parts: Parts, renderer: Renderer & PictureImporter): Room<Tables> {
  const { config, logger, now, database } = parts;
  const { statements } = database;
  const signer = new PathSigner(config.MEDIA_SIGNING_KEYS);
  const storage = openStorage(config, signer);
  const originals = originalsIn(storage);
  const disk = keptOnDisk({ config, logger });
  const findImage = (id: string) => findPicture(statements, id);
  const findKnown = rememberPictures(findImage);
  const findRendition = createFindRendition({
    findImage: findKnown,
    originals,
    renderer,
    kept: disk ?? noRenditions,
  });
  const publicUrl = config.PUBLIC_URL;
  const underway: Uploading['underway'] = new Map();
  const photos = bulkhead(1, mostPhotosWaiting);
  const inTurn: Uploading['inTurn'] = (make) => inTurnOf(photos, make);
  const pictures = { publicUrl, signer, statements, originals, renderer, logger };
  return {
    resolvers,
    keeping: { variesBy: { media: () => 'nothing' } },
    context: () => ({
      media: mediaContext(pictures, { ...uploading(parts), storage, importer: renderer, underway, inTurn }),
    }),
    routes: (app) => {
      serveMedia(app, { findImage, originals, findRendition, signer, publicUrl, logger });
      if (storage === undefined) return;
      serveDocuments(app, { findDocument: (id) => findDocument(statements, id), storage });
      servePlayed(app, { findPlayed: (id) => findPlayed(statements, id), storage });
      if (storage instanceof DiskStorage)
        serveUploads(app, { signer, now, receive: createReceiveUpload({ database, storage, now }) });
    },
    background: storage === undefined ? [] : [sweeping(parts, storage)],
    close: () => disk?.close(),
  };
}

/** Messaging is made after the rooms. */
function uploading(parts: Parts) {
  const { database, messaging, newId, now } = parts;
  return { database, messaging, newId, now };
}

function sweeping({ config, database, logger, now }: Parts, storage: MediaStorage): Background {
  return createLoop({
    name: 'take away unused media',
    round: () => sweepMedia({ database, storage, now, logger }),
    intervalMs: config.MEDIA_SWEEP_SECONDS * 1_000,
    logger,
  });
}

function keptOnDisk({ config, logger }: Pick<Parts, 'config' | 'logger'>): DiskRenditions | undefined {
  const { MEDIA_CACHE_DIR: directory, MEDIA_CACHE_MEGABYTES: megabytes } = config;
  if (directory === undefined) return undefined;
  return new DiskRenditions({ directory, maxBytes: megabytes * bytesPerMegabyte, logger });
}
