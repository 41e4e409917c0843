import { productChanged } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import { temporaryDirectory, waitFor, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { plainPng } from '../../test/pictures.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { glb, mp4, usdz, webm } from '../../test/played-files.ts';
import { upload, uploader } from '../../test/uploads.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('media')).path, MEDIA_SWEEP_SECONDS: '1' };
  products = stack.use(await startTestProducts({ products: 12, env }));
});
afterAll(() => stack.disposeAsync());

interface SeenMedium {
  readonly __typename: string;
  readonly id: string;
  readonly altText: string;
  readonly url: string;
  readonly poster?: { readonly id: string; readonly url: string; readonly altText: string } | null;
}

interface SeenProduct {
  readonly publication: { readonly version: number };
  readonly media: readonly SeenMedium[];
  readonly images: readonly { readonly id: string }[];
}

const shownFields = `__typename id altText ... on Image { url }
  ... on ProductVideo { url mediaType byteSize poster { id url altText placeholder } }
  ... on ProductModel3d { url mediaType byteSize poster { id } }
  ... on ProductExternalVideo { url embedUrl host videoId poster { id } }`;

async function look(id: string): Promise<SeenProduct> {
  const { data } = await products.graphql<{ product: SeenProduct }>(
    uploader,
    `query ($id: ID!) { product(id: $id) { publication { version } images { id } media { ${shownFields} } } }`,
    { id },
  );
  return data.product;
}

const show = (
  productId: string,
  version: number,
  media: readonly object[],
  viewer: TestViewer | null = uploader,
) =>
  mutate(products, viewer, {
    name: 'productMediaUpdate',
    input: { productId, version, media, reason: 'a film' },
    selection: `... on ProductMediaUpdateSuccess { product { publication { version } media { __typename altText } } }
      ... on ProductChangedError { version } ... on InvalidInputError { fields { path code } }`,
  });

const fileOf = async (bytes: Buffer, mediaType: string) =>
  (await upload(products, bytes, { mediaType })).file?.id ?? '';
const pathOf = (url: string) => `${products.url}${new URL(url).pathname}`;

describe('what a product shows', () => {
  const id = sampleId('product', 1);

  it('is pictures, videos and models in one order, which stays when its pictures are others', async () => {
    const { publication, images } = await look(id);
    const [first, second] = images;
    const videoUrl = 'https://youtu.be/aqz-KE-bpKQ';
    const result = await show(id, publication.version, [
      {
        mediaId: await fileOf(mp4(1), 'video/mp4'),
        altText: 'Unpacked',
        posterMediaId: await poster('#a00'),
      },
      { id: first?.id, altText: 'From the front' },
      { mediaId: await fileOf(glb(1), 'model/gltf-binary'), altText: 'To turn' },
      { videoUrl, altText: 'In use' },
      { id: second?.id, altText: 'From behind' },
      { mediaId: await fileOf(await plainPng('#0a0'), 'image/png'), altText: 'Fresh' },
      { mediaId: await fileOf(webm(1), 'video/webm'), altText: 'At last' },
    ]);
    expect(result).toMatchObject({ product: { publication: { version: publication.version + 1 } } });
    const { media } = await look(id);
    const kinds = [
      'ProductVideo',
      'Image',
      'ProductModel3d',
      'ProductExternalVideo',
      'Image',
      'Image',
      'ProductVideo',
    ];
    expect(media.map(({ __typename }) => __typename)).toEqual(kinds);
    expect(media.map(({ id: one }) => one)[1]).toBe(first?.id);
    expect(media[0]).toMatchObject({ mediaType: 'video/mp4', poster: { altText: 'Unpacked' } });
    expect(media[2]).toMatchObject({ mediaType: 'model/gltf-binary', poster: null });
    expect(media[3]).toMatchObject({
      url: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
      embedUrl: 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ',
      host: 'YOUTUBE',
    });
    const kept = images.slice(0, 1).map((image) => ({ imageId: image.id, altText: 'Alone' }));
    const input = { productId: id, version: publication.version + 1, images: kept };
    const selection = '... on ProductImagesUpdateSuccess { product { id } }';
    await mutate(products, uploader, { name: 'productImagesUpdate', input, selection });
    const after = (await look(id)).media.map(({ altText }) => altText);
    expect(after).toEqual(['Unpacked', 'Alone', 'To turn', 'In use', 'At last']);
  });

  it('keeps its addresses in another order, and goes when it is left out', async () => {
    const before = await look(id);
    const [video, picture, ...others] = before.media;
    const wanted = [picture, video].map((one) => ({ id: one?.id, altText: one?.altText }));
    await show(id, before.publication.version, wanted);
    const after = await look(id);
    expect(after.media).toEqual([picture, video]);
    for (const { __typename, url } of others.filter(
      ({ __typename: type }) => type !== 'ProductExternalVideo',
    ))
      expect([__typename, (await fetch(pathOf(url))).status]).toEqual([__typename, 404]);
    const same = await show(id, after.publication.version, wanted);
    expect(same).toMatchObject({ product: { publication: { version: after.publication.version } } });
  });

  it('has a picture that stands for a video until it gets another, or none', async () => {
    const { publication, media } = await look(id);
    const [picture, video] = media;
    const address = pathOf(video?.poster?.url ?? '');
    expect((await fetch(address)).headers.get('content-type')).toBe('image/png');
    const again = async (version: number, posterMediaId: string | null) =>
      show(id, version, [
        { id: picture?.id, altText: '' },
        { id: video?.id, altText: 'x', posterMediaId },
      ]);
    await again(publication.version, await poster('#00a'));
    const [, other] = (await look(id)).media;
    expect(other?.poster?.url).not.toBe(video?.poster?.url);
    expect((await fetch(address)).status).toBe(404);
    await again(publication.version + 1, null);
    expect((await look(id)).media[1]?.poster).toBeNull();
  });
});

const poster = async (colour: string) => fileOf(await plainPng(colour), 'image/png');

it('is told of and recorded once it is different, for staff who keep the catalogue', async () => {
  const id = sampleId('product', 2);
  const media = [{ videoUrl: 'https://vimeo.com/1084537', altText: 'A film' }];
  const nobody: TestViewer = { id: uuidv7(), role: 'STAFF', permissions: ['ORDERS_READ'] };
  for (const viewer of [null, nobody])
    expect(['UNAUTHENTICATED', 'FORBIDDEN']).toContain((await show(id, 1, media, viewer))['code']);
  await show(id, 1, media);
  const told = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT FROM messaging.outbox WHERE type = $1 AND key = $2',
    productChanged.type,
    id,
  );
  expect(told).toHaveLength(1);
  const [entry] = await products.sql.$queryRawUnsafe<object[]>(
    `SELECT reason, after FROM audit.entries
     WHERE operation = 'productMediaUpdate' AND target = $1 AND after IS NOT NULL`,
    id,
  );
  expect(entry).toMatchObject({ reason: 'a film', after: { media: [{ video: 'VIMEO 1084537' }] } });
});

it('is refused with the place of what is wrong', async () => {
  const id = sampleId('product', 3);
  const { images, publication } = await look(id);
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
  const document = await fileOf(pdf, 'application/pdf');
  const video = await fileOf(mp4(2), 'video/mp4');
  const of = (media: object, field: string) => ({ media: [{ altText: '', ...media }], field });
  for (const { media, field } of [
    of({}, 'mediaId'),
    of({ id: images[0]?.id, mediaId: video }, 'mediaId'),
    of({ id: uuidv7() }, 'id'),
    of({ id: 'x' }, 'id'),
    of({ mediaId: document }, 'mediaId'),
    of({ mediaId: uuidv7() }, 'mediaId'),
    of({ videoUrl: 'https://videos.example/1' }, 'videoUrl'),
    of({ id: images[0]?.id, posterMediaId: video }, 'posterMediaId'),
    of({ mediaId: video, posterMediaId: video }, 'posterMediaId'),
    of({ mediaId: video, altText: 'x'.repeat(501) }, 'altText'),
    of({ mediaId: video, altText: 'x\0' }, 'altText'),
  ])
    expect(await show(id, publication.version, media)).toMatchObject({
      fields: [{ path: ['media', '0', field] }],
    });
  const twice = [
    { mediaId: video, altText: '' },
    { mediaId: video, altText: '' },
  ];
  expect(await show(id, publication.version, twice)).toMatchObject({
    fields: [{ path: ['media', '1', 'mediaId'] }],
  });
  expect(await show(id, publication.version + 1, [])).toMatchObject({ version: publication.version });
  expect(await show(uuidv7(), 1, [])).toMatchObject({ __typename: 'ProductNotFoundError' });
  expect((await look(id)).images).toEqual(images);
});

it('of two who change it at the same time, one hears that it is different by now', async () => {
  const id = sampleId('product', 4);
  const { publication } = await look(id);
  const media = (videoId: string) => [{ videoUrl: `https://vimeo.com/${videoId}`, altText: '' }];
  const outcomes = await Promise.all(['1', '2'].map((one) => show(id, publication.version, media(one))));
  const names = outcomes.map((outcome) => outcome['__typename']);
  expect(names.toSorted()).toEqual(['ProductChangedError', 'ProductMediaUpdateSuccess']);
  expect((await look(id)).media).toHaveLength(1);
});

describe('what is sent as a video or a model', () => {
  it.each([
    ['a film of another kind', 'video/mp4', () => Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0', 'latin1')],
    ['a page', 'video/mp4', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a picture', 'video/webm', () => Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['a video', 'model/gltf-binary', () => mp4(3)],
    ['a model', 'video/mp4', () => glb(3)],
    ['an archive', 'model/vnd.usdz+zip', () => Buffer.from('PK\x03\x04' + '\0'.repeat(60), 'latin1')],
    ['a video', 'image/jpeg', () => mp4(3)],
  ])('is refused where it is %s, sent as %s', async (_what, mediaType, bytes) => {
    expect(await upload(products, bytes(), { mediaType })).toMatchObject({ fault: 'WRONG_TYPE' });
  });

  it('is stored as it was sent, by what it is, once', async () => {
    const bytes = webm(5);
    const file = (await upload(products, bytes, { mediaType: 'video/mp4' })).file;
    expect(file).toMatchObject({ mediaType: 'video/webm', byteSize: bytes.length, width: null });
    expect(await fileOf(bytes, 'video/webm')).toBe(file?.id);
  });
});

describe('a video that is asked for', () => {
  const id = sampleId('product', 5);
  const bytes = mp4(6, 300_000);
  const get = async (headers: Record<string, string> = {}, method = 'GET') => {
    const [medium] = (await look(id)).media;
    return fetch(pathOf(medium?.url ?? ''), { headers, method });
  };
  beforeAll(async () => {
    const { publication } = await look(id);
    await show(id, publication.version, [{ mediaId: await fileOf(bytes, 'video/mp4'), altText: 'Film' }]);
  });

  it('comes whole, for players of any site', async () => {
    const response = await get();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    const known = await get({ 'if-none-match': response.headers.get('etag') ?? '' });
    expect(known.status).toBe(304);
    const head = await get({ range: 'bytes=0-9' }, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
  });

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=299990-', 299_990, 300_000],
    ['bytes=-50', 299_950, 300_000],
  ])('comes in part: %s', async (range, start, end) => {
    const response = await get({ range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${bytes.length}`);
    expect(response.headers.get('content-length')).toBe(String(end - start));
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(start, end))).toBe(true);
  });

  it('does not come where there is nothing, and comes whole to whoever has a part of another', async () => {
    const none = await get({ range: 'bytes=300000-' });
    expect([none.status, none.headers.get('content-range')]).toEqual([416, 'bytes */300000']);
    const other = await get({ range: 'bytes=0-9', 'if-range': '"another"' });
    expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
    const etag = other.headers.get('etag') ?? '';
    const same = await get({ range: 'bytes=0-9', 'if-range': etag });
    expect([same.status, (await same.arrayBuffer()).byteLength]).toEqual([206, 10]);
  });

  it('is at no address that ends in another way', async () => {
    const [medium] = (await look(id)).media;
    const address = pathOf(medium?.url ?? '');
    for (const other of [address.replace('.mp4', '.webm'), address.replace(/[^/]+\.mp4/, `${uuidv7()}.mp4`)])
      expect((await fetch(other)).status).toBe(404);
    expect((await fetch(address.replace(/[^/]+\.mp4/, 'x.mp4'))).status).toBe(404);
  });
});

it('a video is taken away a week after nobody shows it any more, and its poster with it, and none that is shown', async () => {
  const id = sampleId('product', 7);
  const { publication } = await look(id);
  const files = [await fileOf(mp4(8), 'video/mp4'), await poster('#0aa')];
  const [mediaId, posterMediaId] = files;
  await show(id, publication.version, [{ mediaId, altText: 'Film', posterMediaId }]);
  const kept = () =>
    products.sql.$queryRawUnsafe<object[]>('SELECT FROM media_files WHERE id = ANY($1::uuid[])', files);
  const grow = (old: string) =>
    products.sql.$executeRawUnsafe(
      `UPDATE media_files SET released_at = now() - interval '8 days' WHERE id = ANY($1::uuid[])`,
      [...files, old],
    );
  const unused = await fileOf(mp4(9), 'video/mp4');
  await grow(unused);
  const gone = (one: string) => async () =>
    (await products.sql.$queryRawUnsafe<object[]>('SELECT FROM media_files WHERE id = $1::uuid', one))
      .length === 0;
  await waitFor(gone(unused));
  expect(await kept()).toHaveLength(2);
  await show(id, publication.version + 1, []);
  await grow(unused);
  await waitFor(async () => (await kept()).length === 0);
});

it('a model for iOS is stored and shown, too', async () => {
  const id = sampleId('product', 6);
  const { publication } = await look(id);
  const mediaId = await fileOf(usdz(1), 'model/vnd.usdz+zip');
  await show(id, publication.version, [{ mediaId, altText: 'To put into a room' }]);
  const [medium] = (await look(id)).media;
  expect((await fetch(pathOf(medium?.url ?? ''))).headers.get('content-type')).toBe('model/vnd.usdz+zip');
});
