import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory, waitFor } from '@cartwright/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movingPicture, phonePhoto, pixelBomb, plainPng } from '../../test/pictures.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { complete, openUpload, send, upload, uploader } from '../../test/uploads.ts';
import { PathSigner } from './path-signer.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let directory: string;
beforeAll(async () => {
  directory = stack.use(temporaryDirectory('uploads')).path;
  const env = { MEDIA_DIR: directory, MEDIA_SWEEP_SECONDS: '0.2' };
  products = stack.use(await startTestProducts({ products: 5, env }));
});
afterAll(() => stack.disposeAsync());

const filesIn = (folder: string): string[] => globSync(`${folder}/**/*.*`, { cwd: directory });
const uploadsLeft = (): string[] => globSync('uploads/*', { cwd: directory });

describe('a picture that is uploaded', () => {
  it('is stored upright and in sRGB, and says nothing of where it was taken', async () => {
    const photo = await phonePhoto();
    expect((await sharp(photo).metadata()).exif?.toString('latin1')).toContain('Phone');
    const { file } = await upload(products, photo);
    expect(file).toMatchObject({ mediaType: 'image/jpeg', width: 400, height: 600 });
    const [stored = ''] = filesIn('files');
    const metadata = await sharp(path.join(directory, stored)).metadata();
    expect(metadata).toMatchObject({ width: 400, height: 600, space: 'srgb' });
    expect([metadata.exif, metadata.icc, metadata.xmp, metadata.orientation]).toEqual(
      Array(4).fill(undefined),
    );
    expect(uploadsLeft()).toEqual([]);
  });

  it('is stored once, whoever sends it again', async () => {
    const before = filesIn('files').length;
    const picture = await plainPng('#123');
    const [one, other] = await Promise.all([picture, picture].map((bytes) => upload(products, bytes)));
    expect(one?.file?.id).toBeDefined();
    expect(other?.file).toEqual(one?.file);
    expect(filesIn('files')).toHaveLength(before + 1);
  });

  it('is what its bytes are, whatever it is called', async () => {
    const { file } = await upload(products, await plainPng('#456'), { mediaType: 'image/jpeg' });
    expect(file?.mediaType).toBe('image/png');
  });

  it('has nothing behind its end', async () => {
    const marked = Buffer.concat([await plainPng('#789'), Buffer.from('<script>alert(1)</script>')]);
    const { file } = await upload(products, marked);
    expect(file?.mediaType).toBe('image/png');
    for (const stored of filesIn('files'))
      expect(readFileSync(path.join(directory, stored), 'latin1')).not.toContain('<script>');
  });

  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  it.each<[string, () => Promise<Buffer>, string]>([
    ['a drawing that can hold scripts', () => Promise.resolve(Buffer.from(drawing)), 'WRONG_TYPE'],
    ['a page', () => Promise.resolve(Buffer.from('<!doctype html><p>Hello')), 'WRONG_TYPE'],
    ['half of a photo', async () => (await phonePhoto()).subarray(0, 1_200), 'UNREADABLE'],
    ['a head without a picture', () => Promise.resolve(Buffer.from('89504e470d0a1a0a', 'hex')), 'UNREADABLE'],
    ['900 megapixels in a few bytes', pixelBomb, 'TOO_MANY_PIXELS'],
    ['one that moves', movingPicture, 'ANIMATED'],
  ])('is not taken as %s', async (_what, make, fault) => {
    const before = filesIn('files');
    const bytes = await make();
    const open = await openUpload(products, bytes);
    expect((await send(open, bytes)).status).toBe(201);
    expect(await complete(products, open.uploadId)).toMatchObject({
      __typename: 'UploadRefusedError',
      fault,
    });
    expect(await complete(products, open.uploadId)).toMatchObject({ __typename: 'UploadNotFoundError' });
    expect(filesIn('files')).toEqual(before);
    expect(uploadsLeft()).toEqual([]);
  });
});

describe('what is sent', () => {
  it.each([-1, 1])('is not kept when it is %s byte longer than was said', async (more) => {
    const picture = await plainPng('#abc');
    const open = await openUpload(products, picture, { byteSize: picture.length - more });
    expect((await send(open, picture)).status).toBe(400);
    expect(await complete(products, open.uploadId)).toMatchObject({ fault: 'NOT_ARRIVED' });
    expect(uploadsLeft()).toEqual([]);
  });

  it('is taken once, and completed as often as one asks', async () => {
    const picture = await plainPng('#def');
    const open = await openUpload(products, picture);
    expect(await complete(products, open.uploadId)).toMatchObject({ fault: 'NOT_ARRIVED' });
    const sent = await Promise.all([send(open, picture), send(open, picture)]);
    expect(sent.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const [one, other] = await Promise.all([open, open].map(({ uploadId }) => complete(products, uploadId)));
    expect(one?.file?.id).toBeDefined();
    expect([other, await complete(products, open.uploadId)]).toEqual([one, one]);
    expect((await send(open, picture)).status).toBe(409);
  });

  it('is taken at the addresses alone that were given out, in their time, without a look at the database', async () => {
    const picture = await plainPng('#fed');
    const open = await openUpload(products, picture);
    const signer = new PathSigner(['a key that only tests know']);
    const expired = signer.uploadPathOf(open.uploadId, new Date(Date.now() - 1_000));
    products.statements.reset();
    const forged = [
      open.url.replace(/uploads\/[^?]+/, `uploads/${randomUUID()}`),
      open.url.replace(/expires=(\d+)/, (_all, expires: string) => `expires=${Number(expires) + 1}`),
      open.url.replace(/signature=.*/, 'signature=AAAAAAAAAAAAAAAAAAAAAA'),
      open.url.replace(/(signature=.*)/, '$1&$1'),
      open.url.replace(/\?.*/, ''),
      `${products.url}${expired}`,
    ];
    for (const url of forged) expect((await send({ ...open, url }, picture)).status).toBe(403);
    expect(products.statements.statements().filter((sql) => sql.includes('"id" = '))).toEqual([]);
    expect((await send(open, picture)).status).toBe(201);
  });
});

it.each([
  [{ byteSize: 0 }, 'byteSize'],
  [{ byteSize: 25_000_001 }, 'byteSize'],
  [{ mediaType: 'image/svg+xml' }, 'mediaType'],
  [{ mediaType: 'text/html' }, 'mediaType'],
])('an upload of %j is refused before anything is sent', async (said, field) => {
  const input = { filename: 'a.jpg', mediaType: 'image/jpeg', byteSize: 10, ...said };
  const { data } = await products.graphql<{ result: object }>(
    uploader,
    `mutation ($input: MediaUploadCreateInput!) { result: mediaUploadCreate(input: $input) {
      ... on InvalidInputError { fields { path } } } }`,
    { input },
  );
  expect(data.result).toEqual({ fields: [{ path: [field] }] });
});

describe('what nobody needs', () => {
  it('is taken away: an upload after a day, a file after a week', async () => {
    const picture = await plainPng('#0f0');
    const [given, kept] = [await openUpload(products, picture), await openUpload(products, picture)];
    for (const open of [given, kept]) expect((await send(open, picture)).status).toBe(201);
    const { file } = await upload(products, await plainPng('#0f1'));
    const before = filesIn('files').length;
    await products.sql.$executeRawUnsafe(
      `UPDATE media_uploads SET created_at = now() - interval '25 hours' WHERE id = $1::uuid`,
      given.uploadId,
    );
    await products.sql.$executeRawUnsafe(
      `UPDATE media_files SET released_at = now() - interval '8 days' WHERE id = $1::uuid`,
      file?.id,
    );
    await waitFor(() => filesIn('files').length === before - 1);
    await waitFor(() => !uploadsLeft().some((name) => name.endsWith(given.uploadId)));
    expect(await complete(products, given.uploadId)).toMatchObject({ __typename: 'UploadNotFoundError' });
    expect(await complete(products, kept.uploadId)).toMatchObject({
      __typename: 'MediaUploadCompleteSuccess',
    });
  });
});
