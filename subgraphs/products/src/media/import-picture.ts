import type { default as makeSharp, Sharp } from 'sharp';
import type { StoredPictureType } from './rules/storage-key.ts';

/** A photo of 50 megapixels is 200 MB when it is decoded. */
export const maxInputPixels = 50_000_000;
/** For what is made once and stored for good. */
const maxSeconds = 20;

/** Why a picture from outside is not taken. */
export type PictureFault = 'ANIMATED' | 'TOO_MANY_PIXELS' | 'UNREADABLE';

/** What has become of a picture from outside. */
export type ImportedPicture =
  | {
      readonly kind: 'imported';
      readonly mediaType: StoredPictureType;
      readonly bytes: Buffer;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'refused'; readonly fault: PictureFault };

/**
 * Draws a picture from outside anew, upright and in sRGB, so that nothing of its file is left but what is seen: no place where it was
 * taken, no profile, nothing behind its end. Its size is looked at before it is decoded.
 * @throws what sharp says when it takes too long
 */
export async function importPicture(sharp: typeof makeSharp, bytes: Buffer): Promise<ImportedPicture> {
  try {
    const { format, width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (pages > 1) return refused('ANIMATED');
    if (width * height > maxInputPixels) return refused('TOO_MANY_PIXELS');
    const upright = sharp(bytes, { limitInputPixels: maxInputPixels }).autoOrient().toColourspace('srgb');
    const { mediaType, picture } = encode(upright, format);
    const made = await picture.timeout({ seconds: maxSeconds }).toBuffer({ resolveWithObject: true });
    return {
      kind: 'imported',
      mediaType,
      bytes: made.data,
      width: made.info.width,
      height: made.info.height,
    };
  } catch (error) {
    if (isTimeout(error)) throw error;
    return refused('UNREADABLE');
  }
}

/** sharp has no class for it: `timeout: 42% complete`. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout:');
}

/** What mail programs and old browsers do not show is stored as something else. */
function encode(picture: Sharp, format: string): { mediaType: StoredPictureType; picture: Sharp } {
  switch (format) {
    case 'jpeg':
      return { mediaType: 'image/jpeg', picture: picture.jpeg({ quality: 90 }) };
    case 'png':
      return { mediaType: 'image/png', picture: picture.png() };
    default:
      return { mediaType: 'image/webp', picture: picture.webp({ quality: 90 }) };
  }
}

function refused(fault: PictureFault): ImportedPicture {
  return { kind: 'refused', fault };
}
