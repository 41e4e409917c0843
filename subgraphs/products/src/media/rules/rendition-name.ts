import type { Rendition } from './rendition.ts';
import { crops, rasterFormats } from './rendition.ts';

const pattern = new RegExp(
  `^(?:full|(?<width>\\d{1,4})?x(?<height>\\d{1,4})?)(?:-(?<crop>${crops.join('|')}))?\\.(?<format>${rasterFormats.join('|')})$`,
);

/** Names the file of a rendition: `400x300-center.webp`, `400x.avif`, `x300.png`, `full.jpeg`. */
export function renditionName({ format, width, height, crop }: Rendition): string {
  const size = width === null && height === null ? 'full' : `${width ?? ''}x${height ?? ''}`;
  return `${size}${crop === null ? '' : `-${crop}`}.${format}`;
}

/** Reads a name back; undefined when it names no rendition. */
export function parseRenditionName(name: string): Rendition | undefined {
  const { width, height, crop, format } = pattern.exec(name)?.groups ?? {};
  const known = {
    crop: crops.find((one) => one === crop),
    format: rasterFormats.find((one) => one === format),
  };
  if (known.format === undefined) return undefined;
  return {
    format: known.format,
    width: width === undefined ? null : Number(width),
    height: height === undefined ? null : Number(height),
    crop: known.crop ?? null,
  };
}
