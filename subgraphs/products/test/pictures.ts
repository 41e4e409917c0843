import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** A photo as a phone makes it: lying on its side, with where it was taken, and a profile of its colours. */
export function phonePhoto(): Promise<Buffer> {
  const picture = sharp({ create: { width: 600, height: 400, channels: 3, background: '#3a7' } });
  return picture
    .jpeg()
    .withIccProfile('p3')
    .withExifMerge({
      IFD0: { Make: 'Phone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A drawing of one colour. */
export function plainPng(background: string): Promise<Buffer> {
  return sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .png()
    .toBuffer();
}

/** A few bytes that claim to be a picture of 900 megapixels. */
export async function pixelBomb(): Promise<Buffer> {
  const png = await plainPng('#000');
  png.writeUInt32BE(30_000, 16);
  png.writeUInt32BE(30_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

/** Two pictures, one after the other. */
export async function movingPicture(): Promise<Buffer> {
  const frames = await Promise.all([plainPng('#f00'), plainPng('#00f')]);
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
}
