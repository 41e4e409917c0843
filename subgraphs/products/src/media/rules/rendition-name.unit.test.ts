import { expect, it } from 'vitest';
import { parseRenditionName, renditionName } from './rendition-name.ts';
import { crops, rasterFormats, type Rendition } from './rendition.ts';

const sizes = [
  { width: null, height: null },
  { width: 1, height: null },
  { width: null, height: 4096 },
  { width: 400, height: 300 },
];
const renditions: Rendition[] = rasterFormats.flatMap((format) =>
  sizes.flatMap((size) => [null, ...crops].map((crop) => ({ format, ...size, crop }))),
);

it('names every rendition so that it is known again, each by a name of its own', () => {
  const names = renditions.map(renditionName);
  expect(new Set(names).size).toBe(renditions.length);
  expect(names.map(parseRenditionName)).toEqual(renditions);
  expect(names).toContain('400x300-center.webp');
  expect(names).toContain('full.avif');
});

it.each([
  '',
  'full',
  '400x300',
  '400x300.gif',
  '40000x.webp',
  '400x300-middle.webp',
  '../full.png',
  'full.png/..',
])('knows no rendition by the name %j', (name) => {
  expect(parseRenditionName(name)).toBeUndefined();
});
