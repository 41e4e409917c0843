import { describe, expect, it } from 'vitest';
import type { ImageUrlArgs } from '../../generated/graphql.ts';
import { readRendition } from './read-rendition.ts';

describe('the arguments of Image.url', () => {
  it.each<ImageUrlArgs>([
    {},
    { width: null, height: null, format: null, crop: null },
    { format: 'ORIGINAL' },
  ])('ask for the picture as it was stored: %j', (args) => {
    expect(readRendition(args)).toEqual({ kind: 'original' });
  });

  it.each<[ImageUrlArgs, object]>([
    [{ width: 1 }, { width: 1, height: null, format: 'webp', crop: null }],
    [{ height: 4096 }, { width: null, height: 4096, format: 'webp', crop: null }],
    [{ format: 'AVIF' }, { width: null, height: null, format: 'avif', crop: null }],
    [
      { width: 300, format: 'JPEG' },
      { width: 300, height: null, format: 'jpeg', crop: null },
    ],
    [
      { width: 300, height: 200, format: 'PNG' },
      { width: 300, height: 200, format: 'png', crop: null },
    ],
    [
      { width: 300, height: 200, crop: 'TOP' },
      { width: 300, height: 200, format: 'webp', crop: 'top' },
    ],
  ])('ask for a rendition: %j', (args, rendition) => {
    expect(readRendition(args)).toEqual({ kind: 'rendition', rendition });
  });

  it.each<[ImageUrlArgs, string, RegExp]>([
    [{ width: 0 }, 'width', /from 1 to 4096/],
    [{ width: -1 }, 'width', /from 1 to 4096/],
    [{ width: 4097 }, 'width', /from 1 to 4096/],
    [{ width: 100, height: 0 }, 'height', /from 1 to 4096/],
    [{ height: 2 ** 31 - 1 }, 'height', /from 1 to 4096/],
    [{ width: 0, format: 'ORIGINAL' }, 'width', /from 1 to 4096/],
    [{ crop: 'CENTER' }, 'crop', /both width and height/],
    [{ width: 100, crop: 'CENTER' }, 'crop', /both width and height/],
    [{ height: 100, crop: 'CENTER', format: 'PNG' }, 'crop', /both width and height/],
    [{ width: 100, format: 'ORIGINAL' }, 'format', /leave out width, height and crop/],
    [{ crop: 'CENTER', format: 'ORIGINAL' }, 'format', /leave out width, height and crop/],
  ])('are refused with what to do: %j', (args, argument, message) => {
    const read = readRendition(args);
    expect(read).toMatchObject({ kind: 'invalid', argument });
    expect(read).toHaveProperty('message', expect.stringMatching(message));
  });
});
