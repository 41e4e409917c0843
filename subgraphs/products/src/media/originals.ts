import { buffer } from 'node:stream/consumers';
import type { MediaStorage, Originals, SentOriginal } from './ports.ts';
import { pictureTypeOf } from './rules/storage-key.ts';
import { sampleOriginals } from './sample-originals.ts';

/** The pictures that were uploaded, and those of the sample catalogue. */
export function originalsIn(storage: MediaStorage | undefined): Originals {
  return {
    read: (image) => (image.mediaId === null ? sampleOriginals.read(image) : readStored(storage, image.key)),
    find: (image) => (image.mediaId === null ? sampleOriginals.find(image) : findStored(storage, image.key)),
  };
}

/** The key says what is there, and nothing else ever is. */
function findStored(storage: MediaStorage | undefined, key: string): SentOriginal {
  return {
    mediaType: pictureTypeOf(key),
    etag: `"${key.replaceAll('/', '-')}"`,
    open: async () => (await storage?.read(key)) ?? null,
  };
}

/** Files have a limit when they are uploaded, so that one is read whole. */
async function readStored(storage: MediaStorage | undefined, key: string) {
  const stored = (await storage?.read(key)) ?? null;
  return stored && { mediaType: pictureTypeOf(key), bytes: await buffer(stored) };
}
