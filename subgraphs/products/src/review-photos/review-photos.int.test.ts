import { globSync } from 'node:fs';
import { sampleId } from '@cartwright/sample-data';
import { temporaryDirectory, waitFor, type TestViewer } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { newCustomer } from '../../test/new-review.ts';
import { phonePhoto, plainPng } from '../../test/pictures.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { send, upload, uploader } from '../../test/uploads.ts';
import { collect, erase } from '../personal-data/use-cases.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let directory: string;
beforeAll(async () => {
  directory = stack.use(temporaryDirectory('review-photos')).path;
  const cache = stack.use(temporaryDirectory('review-photos-cache')).path;
  const env = { MEDIA_DIR: directory, MEDIA_CACHE_DIR: cache, MEDIA_SWEEP_SECONDS: '0.2' };
  products = stack.use(await startTestProducts({ products: 5, env }));
});
afterAll(() => stack.disposeAsync());

const productId = sampleId('product', 3);
const filesLeft = (): string[] => globSync('files/**/*.*', { cwd: directory });

interface Created {
  readonly __typename: string;
  readonly uploadId: string;
  readonly upload: {
    readonly url: string;
    readonly headers: { readonly name: string; readonly value: string }[];
  };
}

async function begin(customer: TestViewer, bytes: Buffer): Promise<Created> {
  const result = await mutate(products, customer, {
    name: 'reviewPhotoUploadCreate',
    input: { filename: 'mug.jpg', mediaType: 'image/jpeg', byteSize: bytes.length },
    selection: '... on ReviewPhotoUploadCreateSuccess { uploadId upload { url headers { name value } } }',
  });
  return result as unknown as Created;
}

function complete(customer: TestViewer, id: string) {
  const selection = '... on ReviewPhotoUploadCompleteSuccess { width height }';
  return mutate(products, customer, { name: 'reviewPhotoUploadComplete', input: { id }, selection });
}

/** Sends the bytes of a photo as a client does. */
async function sendPhoto({ uploadId, upload: { url, headers } }: Created, bytes: Buffer): Promise<void> {
  const own = url.replace('http://shop.example', products.url);
  const said = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  expect((await send({ uploadId, url: own, headers: said }, bytes)).status).toBe(201);
}

/** Sends a photo and has it stored; gives its upload. */
async function photo(customer: TestViewer, bytes: Buffer): Promise<string> {
  const begun = await begin(customer, bytes);
  await sendPhoto(begun, bytes);
  expect(await complete(customer, begun.uploadId)).toMatchObject({
    __typename: 'ReviewPhotoUploadCompleteSuccess',
  });
  return begun.uploadId;
}

interface Review {
  readonly id: string;
  readonly photos: readonly {
    readonly id: string;
    readonly url: string;
    readonly small: string;
    readonly width: number;
  }[];
}
const review = 'review { id photos { id url small: url(width: 40) width height altText placeholder } }';
const written = { productId, rating: 4, title: 'Solid', body: 'Does what it should.' };

async function write(customer: TestViewer, photos: readonly string[]): Promise<Review> {
  const selection = `... on ReviewCreateSuccess { ${review} } ... on InvalidInputError { fields { path } }`;
  const result = await mutate(products, customer, {
    name: 'reviewCreate',
    input: { ...written, photos },
    selection,
  });
  expect(result).toMatchObject({ __typename: 'ReviewCreateSuccess' });
  return result['review'] as Review;
}

async function update(customer: TestViewer, id: string, photos: readonly string[] | null) {
  return mutate(products, customer, {
    name: 'reviewUpdate',
    input: { id, photos },
    selection: `... on ReviewUpdateSuccess { ${review} } ... on InvalidInputError { fields { path code } }`,
  });
}

async function status(url: string): Promise<number> {
  return (await fetch(url.replace('http://shop.example', products.url))).status;
}

describe('a photo in a review', () => {
  it('is shown in any size, upright, in the order of the author', async () => {
    const author = newCustomer();
    const [one, two] = [await photo(author, await phonePhoto()), await photo(author, await plainPng('#111'))];
    const { id, photos } = await write(author, [two, one]);
    expect(photos).toMatchObject([
      { width: 300 },
      { width: 400, height: 600, altText: 'A photo by a customer' },
    ]);
    const { data } = await products.graphql<{
      review: Review & { photos: { small: string; placeholder: string }[] };
    }>(null, 'query ($id: ID!) { review(id: $id) { photos { url small: url(width: 50) placeholder } } }', {
      id,
    });
    for (const { url, small: address } of data.review.photos as unknown as { url: string; small: string }[])
      expect([await status(url), await status(address)]).toEqual([200, 200]);
    expect(data.review.photos[0]?.placeholder).toMatch(/^data:image/);
    const stored = await products.database.statements
      .selectFrom('reviewPhotos')
      .select('placeholder')
      .where('reviewId', '=', id)
      .execute();
    expect(stored.every(({ placeholder }) => placeholder !== null)).toBe(true);
  });

  it('is added, moved and taken away by its author, and stays where nothing is said of it', async () => {
    const author = newCustomer();
    const { id, photos } = await write(author, [
      await photo(author, await plainPng('#222')),
      await photo(author, await plainPng('#333')),
    ]);
    const [first, second] = photos.map((one) => one.id);
    const third = await photo(author, await plainPng('#444'));
    expect(await update(author, id, null)).toMatchObject({ review: { photos } });
    const changed = (await update(author, id, [second ?? '', third])) as unknown as { review: Review };
    expect(changed.review.photos.map((one) => one.id)).toEqual([second, expect.any(String)]);
    expect(changed.review.photos[1]?.id).not.toBe(first);
    expect(await update(author, id, [])).toMatchObject({ review: { photos: [] } });
  });

  it('is the sender’s own, complete, and there once', async () => {
    const [author, other] = [newCustomer(), newCustomer()];
    const foreign = await photo(other, await plainPng('#555'));
    const { uploadId: incomplete } = await begin(author, await plainPng('#666'));
    const own = await photo(author, await plainPng('#777'));
    const { id } = await write(author, []);
    const wanted = [own, foreign, incomplete, own, 'nonsense'];
    const refused = await update(author, id, wanted);
    expect(refused).toMatchObject({
      __typename: 'InvalidInputError',
      fields: ['1', '2', '3', '4'].map((place) => ({ path: ['photos', place], code: 'INVALID_VALUE' })),
    });
    expect(await complete(author, foreign)).toMatchObject({ __typename: 'UploadNotFoundError' });
    const ofStaff = await upload(products, await plainPng('#888'));
    expect(ofStaff.file?.id).toBeDefined();
    expect(await update(author, id, [ofStaff.file?.id ?? ''])).toMatchObject({
      __typename: 'InvalidInputError',
    });
    expect(await update(author, id, Array<string>(6).fill(own))).toMatchObject({
      fields: [{ path: ['photos'], code: 'TOO_LONG' }],
    });
    expect(await update(author, id, [own])).toMatchObject({ review: { photos: [{ width: 300 }] } });
  });

  it('is a picture of 10 MB at most, and one of 30 within a day', async () => {
    const customer = newCustomer();
    const begun = async (mediaType: string, byteSize: number) => {
      const input = { filename: 'mug.jpg', mediaType, byteSize };
      return (await mutate(products, customer, { name: 'reviewPhotoUploadCreate', input, selection: '' }))[
        '__typename'
      ];
    };
    expect(await begun('application/pdf', 10)).toBe('InvalidInputError');
    expect(await begun('image/jpeg', 10_000_001)).toBe('InvalidInputError');
    const all = await Promise.all(Array.from({ length: 33 }, () => begun('image/jpeg', 10_000_000)));
    expect(all.filter((one) => one === 'ReviewPhotoUploadCreateSuccess')).toHaveLength(30);
    expect(all.filter((one) => one === 'TooManyReviewPhotosError')).toHaveLength(3);
  });

  it('is worked once, however many ask for it at the same time, and caches keep it for an hour', async () => {
    const author = newCustomer();
    const bytes = await plainPng('#abc');
    const begun = await begin(author, bytes);
    const { uploadId } = begun;
    await sendPhoto(begun, bytes);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => complete(author, uploadId)));
    expect(new Set(outcomes.map((one) => one['__typename']))).toEqual(
      new Set(['ReviewPhotoUploadCompleteSuccess']),
    );
    const { photos } = await write(author, [uploadId]);
    for (const address of [photos[0]?.url, photos[0]?.small]) {
      const response = await fetch((address ?? '').replace('http://shop.example', products.url));
      expect(response.headers.get('cache-control')).toBe('public, max-age=3600, immutable');
    }
  });

  it('is for customers alone to send', async () => {
    const input = { filename: 'mug.jpg', mediaType: 'image/jpeg', byteSize: 10 };
    const asked = { name: 'reviewPhotoUploadCreate', input, selection: '' };
    expect(await mutate(products, null, asked)).toEqual({ code: 'UNAUTHENTICATED' });
  });
});

describe('photos are gone for good', () => {
  async function withPhoto(color: string) {
    const author = newCustomer();
    const before = filesLeft().length;
    const { id, photos } = await write(author, [await photo(author, await plainPng(color))]);
    expect(filesLeft()).toHaveLength(before + 1);
    const [{ url, small } = { url: '', small: '' }] = photos;
    expect([await status(url), await status(small)]).toEqual([200, 200]);
    const isGone = async () => {
      expect([await status(url), await status(small)]).toEqual([404, 404]);
      await waitFor(() => (filesLeft().length === before ? true : undefined));
    };
    return { author, id, isGone };
  }

  it('once staff delete them, with an entry in the trail', async () => {
    const { id, isGone } = await withPhoto('#901');
    const staff: TestViewer = uploader;
    const asked = {
      name: 'reviewPhotosDelete',
      selection: '... on ReviewPhotosDeleteSuccess { review { photos { id } } }',
    };
    expect(await mutate(products, staff, { ...asked, input: { id, reason: ' ' } })).toMatchObject({
      __typename: 'InvalidInputError',
    });
    const input = { id, reason: 'Shows a licence plate.' };
    expect(await mutate(products, staff, { ...asked, input })).toMatchObject({ review: { photos: [] } });
    await isGone();
  });

  it('with their review', async () => {
    const { author, id, isGone } = await withPhoto('#902');
    await mutate(products, author, { name: 'reviewDelete', input: { id }, selection: '' });
    await isGone();
  });

  it('when their author is erased, and not before that is collected', async () => {
    const { author, isGone } = await withPhoto('#903');
    expect(await collect(products.database.statements, [author.id])).toMatchObject({
      reviewPhotos: [{ address: expect.stringMatching(/^\/media\/[\w-]+\.png$/) as string, width: 300 }],
    });
    await products.database.transaction((tx) => erase(tx, [author.id], new Date()));
    await isGone();
  });

  it('but not where a product has the same file', async () => {
    const { author, id } = await withPhoto('#904');
    const { file } = await upload(products, await plainPng('#904'));
    expect(file?.id).toBeDefined();
    const left = filesLeft().length;
    const image = {
      id: author.id,
      productId,
      key: 'k',
      altText: '',
      width: 1,
      height: 1,
      position: 90,
      mediaId: file?.id ?? '',
    };
    await products.database.statements.insertInto('images').values(image).execute();
    await mutate(products, author, { name: 'reviewDelete', input: { id }, selection: '' });
    const gone = await withPhoto('#905');
    await mutate(products, gone.author, { name: 'reviewDelete', input: { id: gone.id }, selection: '' });
    await gone.isGone();
    expect(filesLeft()).toHaveLength(left);
  });
});
