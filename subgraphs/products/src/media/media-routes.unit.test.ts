import { createHttpApp, createLogger } from '@cartwright/process';
import { describe, expect, it } from 'vitest';
import { PicturesBusyError, RendererMissingError } from './errors.ts';
import { serveMedia } from './media-routes.ts';
import { PathSigner } from './path-signer.ts';
import { sampleOriginals } from './sample-originals.ts';

const imageId = '01990000-0000-7000-8000-00000000000a';
const signer = new PathSigner(['a key that only tests know']);
const image = {
  id: imageId,
  productId: 'p',
  key: 'k',
  altText: '',
  width: 1,
  height: 1,
  placeholder: null,
  position: 0,
  mediaId: null,
};
const path = signer.pathOf(imageId, { format: 'webp', width: 400, height: null, crop: null });

/** The answer to a request for a rendition whose making ends in an error. */
async function answerAfter(error: Error) {
  const logger = createLogger({ name: 'test', level: 'silent' });
  const app = createHttpApp(logger);
  serveMedia(app, {
    findImage: () => Promise.resolve(image),
    originals: sampleOriginals,
    findRendition: () => Promise.reject(error),
    signer,
    publicUrl: 'https://example.com/shop',
    logger,
  });
  const { statusCode, headers, body } = await app.inject(path);
  await app.close();
  return { statusCode, headers, body };
}

describe('a rendition that cannot be made', () => {
  it('is to be asked for again when too many are being made', async () => {
    expect(await answerAfter(new PicturesBusyError('full'))).toMatchObject({
      statusCode: 503,
      headers: { 'retry-after': '2', 'cache-control': 'no-store', 'access-control-allow-origin': '*' },
    });
  });

  it('leads to the picture as it was stored on a machine that makes none', async () => {
    expect(await answerAfter(new RendererMissingError('none'))).toMatchObject({
      statusCode: 302,
      headers: { location: `https://example.com/shop/media/${imageId}.svg`, 'cache-control': 'no-store' },
    });
  });

  it('says nothing of what went wrong inside', async () => {
    const { statusCode, headers, body } = await answerAfter(new Error('/data/secret is broken'));
    expect({ statusCode, body }).toEqual({ statusCode: 500, body: 'This picture could not be made.\n' });
    expect(headers['cache-control']).toBe('no-store');
  });
});
