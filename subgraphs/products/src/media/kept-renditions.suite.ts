import { expect, it } from 'vitest';
import type { KeptRenditions } from './ports.ts';

/** What every store of renditions does. */
export function keptRenditionsSuite(open: () => KeptRenditions & AsyncDisposable): void {
  const key = { imageId: '01990000-0000-7000-8000-00000000000a', name: '400x.webp' };

  it('gives back exactly what it keeps, by picture and name', async () => {
    await using kept = open();
    const bytes = Buffer.from(Array.from({ length: 10_000 }, (_, index) => index % 256));
    await kept.keep(key, bytes);
    expect(await kept.find(key)).toEqual(bytes);
    expect(await kept.find({ ...key, name: '401x.webp' })).toBeUndefined();
    expect(await kept.find({ ...key, imageId: key.imageId.replace('a', 'b') })).toBeUndefined();
  });

  it('keeps the last of what many write at the same time, whole', async () => {
    await using kept = open();
    const versions = Array.from({ length: 20 }, (_, index) => Buffer.alloc(50_000, index));
    await Promise.all(versions.map((bytes) => kept.keep(key, bytes)));
    const found = await kept.find(key);
    expect(versions.some((bytes) => found?.equals(bytes))).toBe(true);
  });

  it('keeps an empty rendition', async () => {
    await using kept = open();
    await kept.keep(key, Buffer.alloc(0));
    expect(await kept.find(key)).toEqual(Buffer.alloc(0));
  });
}
