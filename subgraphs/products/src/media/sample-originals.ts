import { sampleImageSvg } from '@cartwright/sample-data';
import type { Originals } from './ports.ts';

/** The pictures of the sample catalogue, which are drawn from their keys. */
export const sampleOriginals: Originals = {
  read: ({ key, altText }) =>
    Promise.resolve({ mediaType: 'image/svg+xml', bytes: Buffer.from(sampleImageSvg(key, altText)) }),
};
