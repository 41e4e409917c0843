import { entityTagOf } from '@cartwright/process';
import { sampleImageSvg } from '@cartwright/sample-data';
import type { Original, Originals } from './ports.ts';
import type { Picture } from './repository/images.ts';

/** The pictures of the sample catalogue, which are drawn from their keys. */
export const sampleOriginals: Originals = {
  read: (image) => Promise.resolve(drawn(image)),
  find: (image) => {
    const { mediaType, bytes } = drawn(image);
    return { mediaType, etag: entityTagOf(bytes), open: () => Promise.resolve(bytes) };
  },
};

function drawn({ key, altText }: Picture): Original {
  return { mediaType: 'image/svg+xml', bytes: Buffer.from(sampleImageSvg(key, altText)) };
}
