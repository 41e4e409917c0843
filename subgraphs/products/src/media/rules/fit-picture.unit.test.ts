import { describe, expect, it } from 'vitest';
import { fitPicture } from './fit-picture.ts';
import type { Rendition } from './rendition.ts';

const photo = { width: 1200, height: 800, isScalable: false };
const drawing = { width: 400, height: 400, isScalable: true };
const size = (width: number | null, height: number | null, crop: Rendition['crop'] = null): Rendition => ({
  format: 'webp',
  width,
  height,
  crop,
});

describe('without a crop', () => {
  it.each([
    [size(600, null), 600, 400],
    [size(null, 400), 600, 400],
    [size(600, 600), 600, 400],
    [size(900, 100), 150, 100],
    [size(null, null), 1200, 800],
    [size(1, null), 1, 1],
  ])('keeps the shape of the picture and both limits: %j', (rendition, width, height) => {
    expect(fitPicture(photo, rendition)).toEqual({ width, height });
  });

  it('enlarges a drawing, not a photo', () => {
    expect(fitPicture(photo, size(4000, null))).toEqual({ width: 1200, height: 800 });
    expect(fitPicture(drawing, size(4000, null))).toEqual({ width: 4000, height: 4000 });
  });

  it('leaves a picture without a size as large as it is, but for one that is too large for the web', () => {
    expect(fitPicture(drawing, size(null, null))).toEqual({ width: 400, height: 400 });
    const huge = { width: 8192, height: 4096, isScalable: false };
    expect(fitPicture(huge, size(null, null))).toEqual({ width: 4096, height: 2048 });
    expect(fitPicture({ ...huge, isScalable: true }, size(null, 4000))).toEqual({
      width: 4096,
      height: 2048,
    });
  });

  it('gives a very long picture at least one pixel', () => {
    expect(fitPicture({ width: 4000, height: 10, isScalable: false }, size(100, null))).toEqual({
      width: 100,
      height: 1,
    });
  });
});

describe('with a crop', () => {
  it('has exactly the size that is asked for', () => {
    expect(fitPicture(photo, size(300, 500, 'center'))).toEqual({ width: 300, height: 500 });
    expect(fitPicture(drawing, size(1000, 500, 'top'))).toEqual({ width: 1000, height: 500 });
  });

  it('has that shape where a photo is too small for the size', () => {
    expect(fitPicture(photo, size(2400, 2400, 'center'))).toEqual({ width: 800, height: 800 });
    expect(fitPicture(photo, size(1200, 1600, 'center'))).toEqual({ width: 600, height: 800 });
  });
});
