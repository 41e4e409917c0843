import { availableParallelism } from 'node:os';
import type { Logger } from '@cartwright/process';
import { bulkhead, BulkheadRejectedError, type BulkheadPolicy } from 'cockatiel';
import type { default as makeSharp, Sharp, SharpOptions } from 'sharp';
import { PicturesBusyError, RendererMissingError } from './errors.ts';
import { importPicture, isTimeout, maxInputPixels } from './import-picture.ts';
import type { Original, PictureImporter, Renderer } from './ports.ts';
import { fitPicture, type Source } from './rules/fit-picture.ts';
import type { Rendition, Size } from './rules/rendition.ts';

type SharpModule = typeof makeSharp;

/** How the renderer differs from the usual. */
export interface RendererOptions {
  readonly logger: Logger;
  /** Loads sharp, which has a package of its own for each platform. */
  readonly load?: () => Promise<SharpModule>;
  /** How many pictures may wait to be made. */
  readonly maxWaiting?: number;
}

const maxSeconds = 10;
const svgPixelsPerInch = 72;
/** With a placeholder beside them they leave one of the four threads that files, DNS and sharp share. */
const atOnce = Math.min(2, Math.max(1, Math.floor(availableParallelism() / 2)));
const placeholderSide = 16;

/**
 * Makes pictures with sharp, outside of the thread that serves requests, a few at a time. Loading begins at once; on a
 * machine without sharp a warning says so, and every rendition is refused.
 */
export function createSharpRenderer({
  logger,
  load = loadSharp,
  maxWaiting = 256,
}: RendererOptions): Renderer & PictureImporter {
  const loading = load().catch((error: unknown) => {
    logger.warn({ err: error }, 'sharp could not be loaded: pictures are served as they were stored only');
    return undefined;
  });
  const sharp = async () => (await loading) ?? missing();
  const slots = bulkhead(atOnce, maxWaiting);
  // Small ones have a slot of their own: an answer is not to wait until large ones are done.
  const smallSlot = bulkhead(1, 4 * maxWaiting);
  return {
    render: (image, read, rendition) =>
      inTurn(slots, async () => {
        const drawing = await sharp();
        const original = await read();
        return original && draw(drawing, original, { ...image, isScalable: isSvg(original) }, rendition);
      }),
    importPicture: (bytes) => inTurn(slots, async () => importPicture(await sharp(), bytes)),
    placeholder: (read) =>
      inTurn(smallSlot, async () => {
        const drawing = await sharp();
        const original = await read();
        if (original === null) return null;
        const small = open(drawing, original).resize({ ...placeholderSize, fit: 'inside' });
        const bytes = await small.webp({ quality: 80 }).toBuffer();
        return `data:image/webp;base64,${bytes.toString('base64')}`;
      }),
  };
}

const placeholderSize: Size = { width: placeholderSide, height: placeholderSide };

async function loadSharp(): Promise<SharpModule> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false); // what is made is kept as files
  sharp.concurrency(1); // pictures are made beside each other, not with several threads each
  return sharp;
}

function missing(): never {
  throw new RendererMissingError('sharp could not be loaded on this machine.');
}

/** Runs in one of the slots; nobody waits any more for what has waited longest already. */
/** Gives work its turn, so much at once. @throws PicturesBusyError when too much waits, or it takes too long */
export async function inTurn<Made>(slots: BulkheadPolicy, make: () => Promise<Made>): Promise<Made> {
  const deadline = performance.now() + maxSeconds * 1_000;
  try {
    return await slots.execute(() => {
      if (performance.now() > deadline) throw new PicturesBusyError('Its turn came too late.');
      return make();
    });
  } catch (error) {
    if (error instanceof BulkheadRejectedError) throw new PicturesBusyError('Too many are waiting.');
    if (isTimeout(error)) throw new PicturesBusyError('It took too long.', { cause: error });
    throw error;
  }
}

function draw(sharp: SharpModule, original: Original, source: Source, rendition: Rendition): Promise<Buffer> {
  const size = fitPicture(source, rendition);
  const picture = open(sharp, original, { density: densityFor(source, size) });
  const resized = picture.resize({
    ...size,
    fit: rendition.crop === null ? 'fill' : 'cover',
    position: rendition.crop ?? 'center',
  });
  return encode(resized, rendition.format).timeout({ seconds: maxSeconds }).toBuffer();
}

/** A drawing is drawn as large as it is needed, and no larger than a photo may be. */
function densityFor({ width, height, isScalable }: Source, wanted: Size): number {
  if (!isScalable) return svgPixelsPerInch;
  const needed = Math.max(wanted.width / width, wanted.height / height);
  const allowed = Math.sqrt(maxInputPixels / (width * height));
  return svgPixelsPerInch * Math.min(allowed, Math.max(1, needed));
}

/** Upright, as cameras meant it. A drawing is read from memory, so that it can refer to no file. */
function open(sharp: SharpModule, { bytes }: Original, options: SharpOptions = {}): Sharp {
  return sharp(bytes, { limitInputPixels: maxInputPixels, ...options }).autoOrient();
}

function encode(picture: Sharp, format: Rendition['format']): Sharp {
  switch (format) {
    case 'avif':
      return picture.avif({ quality: 55, effort: 2 }); // 4, the default, takes five times as long for a tenth fewer bytes
    case 'jpeg':
      return picture.flatten({ background: 'white' }).jpeg({ quality: 82, mozjpeg: true });
    case 'png':
      return picture.png();
    case 'webp':
      return picture.webp({ quality: 80 });
  }
}

function isSvg({ mediaType }: Original): boolean {
  return mediaType === 'image/svg+xml';
}
