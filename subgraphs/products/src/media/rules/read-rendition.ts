import type { ImageUrlArgs } from '../../generated/graphql.ts';
import { maxSidePixels, type Rendition } from './rendition.ts';

/** What a client asks for: the picture as it was stored, a rendition, or something that cannot be made. */
export type ReadRendition =
  | { readonly kind: 'original' }
  | { readonly kind: 'rendition'; readonly rendition: Rendition }
  | { readonly kind: 'invalid'; readonly argument: keyof ImageUrlArgs; readonly message: string };

const formats = { AVIF: 'avif', JPEG: 'jpeg', PNG: 'png', WEBP: 'webp' } as const;
const crops = { BOTTOM: 'bottom', CENTER: 'center', LEFT: 'left', RIGHT: 'right', TOP: 'top' } as const;

/** Reads the arguments of `Image.url`; null is as good as none. */
export function readRendition({ width, height, format, crop }: ImageUrlArgs): ReadRendition {
  const isSized = width != null || height != null;
  const wanted = format ?? (isSized || crop != null ? 'WEBP' : 'ORIGINAL');
  for (const [argument, pixels] of [['width', width] as const, ['height', height] as const])
    if (pixels != null && !isSide(pixels))
      return invalid(argument, `${argument} must be from 1 to ${maxSidePixels} pixels.`);
  if (wanted === 'ORIGINAL')
    return isSized || crop != null
      ? invalid('format', 'ORIGINAL is the picture as it was stored: leave out width, height and crop.')
      : { kind: 'original' };
  if (crop != null && (width == null || height == null))
    return invalid('crop', 'A crop needs both width and height.');
  const cut = crop == null ? null : crops[crop];
  const size = { width: width ?? null, height: height ?? null };
  return { kind: 'rendition', rendition: { format: formats[wanted], ...size, crop: cut } };
}

function isSide(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels >= 1 && pixels <= maxSidePixels;
}

function invalid(argument: keyof ImageUrlArgs, message: string): ReadRendition {
  return { kind: 'invalid', argument, message };
}
