import { describe, expect, it } from 'vitest';
import { PathSigner, type RenditionPath } from './path-signer.ts';

const imageId = '01990000-0000-7000-8000-00000000000a';
const rendition = { format: 'webp', width: 400, height: null, crop: null } as const;
const [today, before] = ['the key of today', 'the key of before'];

function partsOf(path: string): RenditionPath {
  const [, , imageId = '', signature = '', name = ''] = path.split('/');
  return { imageId, signature, name };
}

describe('the path of a rendition', () => {
  const path = new PathSigner([today]).pathOf(imageId, rendition);
  const signer = new PathSigner([today]);

  it('is the same each time, and known again', () => {
    expect(path).toMatch(/^\/media\/01990000-0000-7000-8000-00000000000a\/[\w-]{22}\/400x\.webp$/);
    expect(signer.pathOf(imageId, rendition)).toBe(path);
    expect(signer.isGenuine(partsOf(path))).toBe(true);
  });

  it.each<Partial<RenditionPath>>([
    { name: '401x.webp' },
    { name: '400x.avif' },
    { imageId: imageId.replace('a', 'b') },
    { signature: '' },
    { signature: 'A'.repeat(22) },
    { signature: 'é'.repeat(22) },
    { signature: `${partsOf(path).signature}A` },
  ])('is not genuine with another %j', (change) => {
    expect(signer.isGenuine({ ...partsOf(path), ...change })).toBe(false);
  });

  it('stays good after a new key has come, until its own is gone', () => {
    expect(new PathSigner([before]).isGenuine(partsOf(path))).toBe(false);
    const old = new PathSigner([before]).pathOf(imageId, rendition);
    expect(new PathSigner([today, before]).isGenuine(partsOf(old))).toBe(true);
    expect(new PathSigner([today, before]).pathOf(imageId, rendition)).toBe(path);
    expect(signer.isGenuine(partsOf(old))).toBe(false);
  });
});
