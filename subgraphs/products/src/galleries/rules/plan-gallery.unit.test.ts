import { expect, it } from 'vitest';
import type { Image, MediaFile } from '../../media/door.ts';
import { planGallery } from './plan-gallery.ts';

const image = (id: string): Image => ({
  id,
  productId: 'p',
  key: 'drawn',
  altText: 'Old',
  width: 400,
  height: 400,
  placeholder: 'data:',
  position: 9,
  mediaId: null,
});
const file: MediaFile = {
  id: 'file',
  sha256: '',
  storageKey: 'files/aa/aa.jpg',
  mediaType: 'image/jpeg',
  byteSize: 1,
  width: 30,
  height: 20,
  filename: 'a.jpg',
  placeholder: null,
  createdAt: new Date(0),
  releasedAt: new Date(0),
};
const parts = {
  productId: 'p',
  present: [image('one'), image('two')],
  files: [file, { ...file, id: 'pdf', width: null, height: null }],
  newId: () => 'new',
};

it('what stays keeps its id and placeholder, what is new takes the size of its file, and what is left out goes', () => {
  const wanted = [
    { imageId: null, mediaId: 'file', altText: 'New' },
    { imageId: 'two', mediaId: null, altText: 'Kept' },
  ] as const;
  expect(planGallery(wanted, parts)).toEqual({
    kind: 'valid',
    value: {
      images: [
        {
          ...image('new'),
          key: 'files/aa/aa.jpg',
          altText: 'New',
          width: 30,
          height: 20,
          placeholder: null,
          position: 0,
          mediaId: 'file',
        },
        { ...image('two'), altText: 'Kept', position: 1 },
      ],
      removed: [image('one')],
    },
  });
});

it.each([
  [{ imageId: 'three', mediaId: null, altText: '' }, 'imageId'],
  [{ imageId: null, mediaId: 'gone', altText: '' }, 'mediaId'],
  [{ imageId: null, mediaId: 'pdf', altText: '' }, 'mediaId'],
] as const)('names what is not there, or is no picture: %j', (picture, field) => {
  const kept = { imageId: 'one', mediaId: null, altText: '' };
  expect(planGallery([kept, picture], parts)).toMatchObject({
    kind: 'invalid-input',
    fields: [{ path: ['images', '1', field], code: 'INVALID_VALUE' }],
  });
});
