import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createLogger } from '@cartwright/process';
import { sampleCatalogue } from '@cartwright/sample-data';
import { temporaryDirectory } from '@cartwright/testing';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PicturesBusyError, RendererMissingError } from './errors.ts';
import type { Original } from './ports.ts';
import type { Image } from './repository/images.ts';
import type { Rendition } from './rules/rendition.ts';
import { sampleOriginals } from './sample-originals.ts';
import { createSharpRenderer } from './sharp-renderer.ts';

/** A renderer of originals that are at hand. */
function rendererOf(options: Parameters<typeof createSharpRenderer>[0]) {
  const { render, placeholder } = createSharpRenderer(options);
  return {
    render: async (image: Image, original: Original, rendition: Rendition) =>
      there(await render(image, () => Promise.resolve(original), rendition)),
    placeholder: async (original: Original) => there(await placeholder(() => Promise.resolve(original))),
  };
}

function there<Made>(made: Made | null): Made {
  if (made === null) throw new Error('Nothing was made');
  return made;
}

const logger = createLogger({ name: 'test', level: 'silent' });
const [{ images: [{ key = '', alt: altText = '' } = {}] = [] } = {}] = sampleCatalogue({
  products: 1,
}).products;
const row = { id: '', productId: '', key, altText, placeholder: null, position: 0, mediaId: null };
const drawing: Image = { ...row, width: 400, height: 400 };
const whole = { width: null, height: null, crop: null };

/** A photo with a red upper left and a blue lower right quarter on transparent ground. */
async function photoOf(width: number, height: number): Promise<{ image: Image; original: Original }> {
  const block = (background: string) => ({
    create: {
      width: Math.floor(width / 2),
      height: Math.floor(height / 2),
      channels: 4 as const,
      background,
    },
  });
  const bytes = await sharp({ create: { width, height, channels: 4, background: '#0000' } })
    .composite([
      { input: block('#f00'), gravity: 'northwest' },
      { input: block('#00f'), gravity: 'southeast' },
    ])
    .png()
    .toBuffer();
  return { image: { ...row, width, height }, original: { mediaType: 'image/png', bytes } };
}

async function pixel(bytes: Buffer, left: number, top: number): Promise<number[]> {
  const raw = sharp(bytes).ensureAlpha().extract({ left, top, width: 1, height: 1 }).raw();
  return [...(await raw.toBuffer())];
}

describe('a drawing', () => {
  const { render } = rendererOf({ logger });
  const make = async (rendition: Rendition) => {
    const original = await sampleOriginals.read(drawing);
    if (original === null) throw new Error('no original');
    return render(drawing, original, rendition);
  };

  it.each<[Rendition, string, number, number]>([
    [{ ...whole, format: 'webp', width: 333 }, 'webp', 333, 333],
    [{ ...whole, format: 'avif', width: 64 }, 'heif', 64, 64],
    [{ ...whole, format: 'jpeg', height: 1000 }, 'jpeg', 1000, 1000],
    [{ ...whole, format: 'png' }, 'png', 400, 400],
    [{ format: 'webp', width: 1200, height: 400, crop: 'center' }, 'webp', 1200, 400],
    [{ ...whole, format: 'png', width: 1 }, 'png', 1, 1],
    [{ ...whole, format: 'jpeg', width: 4096 }, 'jpeg', 4096, 4096],
  ])(
    'is drawn in the size and the format that are asked for: %j',
    async (rendition, format, width, height) => {
      const metadata = await sharp(await make(rendition)).metadata();
      expect(metadata).toMatchObject({ format, width, height });
    },
  );

  it('is drawn as large as it is needed, not enlarged', async () => {
    const large = await make({ ...whole, format: 'png', width: 1600 });
    const enlarged = await sharp(await make({ ...whole, format: 'png', width: 100 }))
      .resize(1600)
      .png()
      .toBuffer();
    const sharpness = async (bytes: Buffer) => (await sharp(bytes).stats()).sharpness;
    expect(await sharpness(large)).toBeGreaterThan(2 * (await sharpness(enlarged)));
  });

  it('shows no file of this machine and nothing of another one', async () => {
    using directory = temporaryDirectory('secret');
    const { original: secret } = await photoOf(10, 10);
    const file = path.join(directory.path, 'secret.png');
    writeFileSync(file, secret.bytes);
    const topLeft = async (href: string) => {
      const image = `<image href="${href}" width="400" height="400"/>`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">${image}</svg>`;
      const original = { mediaType: 'image/svg+xml', bytes: Buffer.from(svg) };
      return pixel(await render(drawing, original, { ...whole, format: 'png' }), 100, 100);
    };
    const inline = `data:image/png;base64,${secret.bytes.toString('base64')}`;
    expect(await topLeft(inline)).toEqual([255, 0, 0, 255]);
    const elsewhere = [file, `file://${file}`, path.relative('.', file), 'http://127.0.0.1:9/a.png'];
    for (const href of elsewhere) expect(await topLeft(href)).toEqual([0, 0, 0, 0]);
  });
});

describe('a photo', () => {
  const { render, placeholder } = rendererOf({ logger });

  it('is cut where the crop says', async () => {
    const { image, original } = await photoOf(200, 100);
    const cut = (crop: Rendition['crop']) =>
      render(image, original, { format: 'png', width: 50, height: 100, crop });
    expect(await pixel(await cut('left'), 10, 10)).toEqual([255, 0, 0, 255]);
    expect(await pixel(await cut('right'), 40, 90)).toEqual([0, 0, 255, 255]);
    expect(await pixel(await cut('center'), 10, 10)).toEqual([255, 0, 0, 255]);
    expect(await pixel(await cut('center'), 40, 10)).toEqual([0, 0, 0, 0]);
  });

  it('is never enlarged', async () => {
    const { image, original } = await photoOf(200, 100);
    const sizeOf = async (rendition: Omit<Rendition, 'format'>) => {
      const { width, height } = await sharp(
        await render(image, original, { ...rendition, format: 'webp' }),
      ).metadata();
      return [width, height];
    };
    expect(await sizeOf({ ...whole, width: 4000 })).toEqual([200, 100]);
    expect(await sizeOf({ width: 400, height: 400, crop: 'top' })).toEqual([100, 100]);
  });

  it('is white where it was transparent and the format knows no transparency', async () => {
    const { image, original } = await photoOf(200, 100);
    const at = async (format: Rendition['format']) =>
      pixel(await render(image, original, { ...whole, format }), 190, 10);
    expect((await at('jpeg')).every((value) => value > 250)).toBe(true);
    expect((await at('webp')).at(3)).toBe(0);
    expect((await at('avif')).at(3)).toBe(0);
  });

  it('stands upright, whichever way the camera was held, and tells nothing of where it was taken', async () => {
    const { original } = await photoOf(200, 100);
    const turned = await sharp(original.bytes)
      .withExif({ IFD0: { Orientation: '6', Make: 'Camera' } })
      .jpeg()
      .toBuffer();
    const photo = { mediaType: 'image/jpeg', bytes: turned };
    const made = await render({ ...row, width: 100, height: 200 }, photo, { ...whole, format: 'jpeg' });
    expect(await sharp(made).metadata()).toMatchObject({ width: 100, height: 200 });
    expect((await sharp(made).metadata()).exif).toBeUndefined();
  });

  it('has a placeholder of 16 pixels that stands in a page by itself', async () => {
    const { original } = await photoOf(200, 100);
    const url = await placeholder(original);
    expect(url).toMatch(/^data:image\/webp;base64,[A-Za-z0-9+/=]+$/);
    expect(url.length).toBeLessThan(400);
    const bytes = Buffer.from(url.split(',')[1] ?? '', 'base64');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 16, height: 8 });
  });

  it('is refused when it has more pixels than this machine should decode, or none', async () => {
    const bytes = await sharp({ create: { width: 10_000, height: 6_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const huge = { mediaType: 'image/png', bytes };
    await expect(
      render({ ...row, width: 10_000, height: 6_000 }, huge, { ...whole, format: 'webp' }),
    ).rejects.toThrow(/pixel limit/);
    const broken = { mediaType: 'image/png', bytes: bytes.subarray(0, 100) };
    await expect(
      render({ ...row, width: 10, height: 10 }, broken, { ...whole, format: 'webp' }),
    ).rejects.toThrow();
  });
});

describe('more than can be made at a time', () => {
  it('is refused beyond what may wait; a placeholder has its own turn', async () => {
    const { render, placeholder } = rendererOf({ logger, maxWaiting: 2 });
    const { image, original } = await photoOf(400, 400);
    const asked = Array.from({ length: 20 }, () => render(image, original, { ...whole, format: 'avif' }));
    const outcomes = Promise.allSettled(asked);
    expect(await placeholder(original)).toMatch(/^data:/);
    const refused = (await outcomes).filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(16);
    for (const one of refused) expect(one).toHaveProperty('reason', expect.any(PicturesBusyError));
    expect(await render(image, original, { ...whole, format: 'webp' })).toBeInstanceOf(Buffer);
  });
});

it('says at once that this machine has no sharp, and refuses each picture', async () => {
  const lines: string[] = [];
  const loud = createLogger({
    name: 'test',
    level: 'warn',
    destination: { write: (line) => void lines.push(line) },
  });
  const load = () =>
    Promise.reject(new Error('Could not load the "sharp" module using the plan9-x64 runtime'));
  const renderer = rendererOf({ logger: loud, load });
  const { image, original } = await photoOf(10, 10);
  await expect(renderer.render(image, original, { ...whole, format: 'webp' })).rejects.toThrow(
    RendererMissingError,
  );
  await expect(renderer.placeholder(original)).rejects.toThrow(RendererMissingError);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('plan9-x64');
});
