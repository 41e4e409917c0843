import { globSync } from 'node:fs';
import { sampleId } from '@cartwright/sample-data';
import { temporaryDirectory } from '@cartwright/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let directory: string;
beforeAll(async () => {
  directory = stack.use(temporaryDirectory('media')).path;
  products = stack.use(await startTestProducts({ products: 30, env: { MEDIA_CACHE_DIR: directory } }));
});
afterAll(() => stack.disposeAsync());

interface SeenImage {
  readonly id: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly placeholder: string | null;
}

const anyProduct = sampleId('product', 0);

/** The first picture of a product, with these fields. */
async function readImage(fields: string, index = 0): Promise<SeenImage> {
  const query = `query ($id: ID!) { product(id: $id) { featuredImage { ${fields} } } }`;
  const { data, errors } = await products.graphql<{ product: { featuredImage: SeenImage } }>(null, query, {
    id: sampleId('product', index),
  });
  expect(errors).toBeUndefined();
  return data.product.featuredImage;
}

/** Asks for what is behind an address of the API. */
function get(url: string, init: RequestInit = {}): Promise<Response> {
  expect(url).toMatch(/^http:\/\/shop\.example\/media\//);
  return fetch(new URL(new URL(url).pathname, products.url), { redirect: 'manual', ...init });
}

const pathOf = (url: string) => new URL(url).pathname;
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const keptFiles = () => globSync('**/*.*', { cwd: directory });

describe('the address of a picture', () => {
  it.each([
    ['url', 'image/svg+xml', { format: 'svg', width: 400, height: 400 }],
    ['url(format: ORIGINAL)', 'image/svg+xml', { format: 'svg', width: 400, height: 400 }],
    ['url(width: 250)', 'image/webp', { format: 'webp', width: 250, height: 250 }],
    ['url(height: 120, format: AVIF)', 'image/avif', { format: 'heif', width: 120, height: 120 }],
    ['url(width: 200, height: 100, format: JPEG)', 'image/jpeg', { format: 'jpeg', width: 100, height: 100 }],
    ['url(width: 200, height: 100, crop: CENTER)', 'image/webp', { format: 'webp', width: 200, height: 100 }],
    ['url(format: PNG)', 'image/png', { format: 'png', width: 400, height: 400 }],
    [
      'url(width: null, height: 90, format: null, crop: null)',
      'image/webp',
      { format: 'webp', width: 90, height: 90 },
    ],
  ])('leads to what was asked for: %s', async (field, type, metadata) => {
    const { url } = await readImage(field);
    const response = await get(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    const body = await bodyOf(response);
    expect(response.headers.get('content-length')).toBe(String(body.length));
    expect(await sharp(body).metadata()).toMatchObject(metadata);
  });

  it('is the same each time, and another one for each form', async () => {
    const fields = 'url a: url(width: 100) b: url(width: 100, format: WEBP) c: url(width: 101)';
    const first = await readImage(fields);
    expect(await readImage(fields)).toEqual(first);
    expect(first).toMatchObject({ a: (first as unknown as { b: string }).b });
    expect(new Set(Object.values(first)).size).toBe(3);
  });

  it.each([
    ['url(width: 0)', 'width'],
    ['url(width: -5)', 'width'],
    ['url(width: 4097)', 'width'],
    ['url(width: 100, height: 2147483647)', 'height'],
    ['url(width: 100, crop: TOP)', 'crop'],
    ['url(width: 100, format: ORIGINAL)', 'format'],
  ])('is refused with the argument at fault: %s', async (field, argument) => {
    const query = `query ($id: ID!) { product(id: $id) { featuredImage { ${field} } } }`;
    const { errors } = await products.graphql(null, query, { id: anyProduct });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: argument } }]);
  });
});

describe('a picture', () => {
  it.each(['url', 'url(width: 300)'])('may be shown and kept by any site: %s', async (field) => {
    const response = await get((await readImage(field)).url);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.get('etag')).toMatch(/^"[\w-]{27}"$/);
    expect(response.headers.has('vary')).toBe(false);
  });

  it.each(['url', 'url(width: 300)'])('is not sent again to whoever has it: %s', async (field) => {
    const { url } = await readImage(field);
    const etag = (await get(url)).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"another", ${etag}`, '*']) {
      const response = await get(url, { headers: { 'if-none-match': known } });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(etag);
      expect(response.headers.get('cache-control')).toContain('immutable');
      expect(await response.text()).toBe('');
    }
    expect((await get(url, { headers: { 'if-none-match': '"another"' } })).status).toBe(200);
  });

  it('tells how large it is to HEAD', async () => {
    const { url } = await readImage('url(width: 300)');
    const whole = await bodyOf(await get(url));
    const response = await get(url, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(whole.length));
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(await response.text()).toBe('');
  });

  it('is made once and read from the disk afterwards, without asking the database', async () => {
    const { url } = await readImage('url(width: 77)');
    const before = keptFiles().length;
    const answers = await Promise.all(Array.from({ length: 10 }, () => get(url)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(keptFiles()).toHaveLength(before + 1);
    products.statements.reset();
    expect((await get(url)).status).toBe(200);
    expect(products.statements.statements()).toEqual([]);
  });

  it('can be had for a mail, by an address that needs no signature', async () => {
    const { id } = await readImage('id');
    const response = await fetch(`${products.url}/media/${id}/mail.jpg`);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    const metadata = await sharp(await bodyOf(response)).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', width: 160, height: 160 });
  });
});

describe('what the API has not given out', () => {
  it('is not made, and costs neither a statement nor a file', async () => {
    const url = pathOf((await readImage('url(width: 300)')).url);
    const { id } = await readImage('id', 1);
    const before = keptFiles();
    products.statements.reset();
    const forged = [
      url.replace('300x', '301x'),
      url.replace('.webp', '.avif'),
      url.replace(/media\/[^/]+/, `media/${id}`),
      url.replace(/\/[^/]+\/300x/, '/AAAAAAAAAAAAAAAAAAAAAA/300x'),
      `/media/${id}/..%2F..%2Fx/300x.webp`,
      `/media/..%2F..%2Fetc/mail.jpg`,
      `/media/not-an-id/mail.jpg`,
      `/media/${id}/mail.png`,
      `/media/${id}`,
    ];
    for (const path of forged) {
      const response = await fetch(`${products.url}${path}`);
      expect([path, response.status]).toEqual([path, 404]);
    }
    expect(products.statements.statements()).toEqual([]);
    expect(keptFiles()).toEqual(before);
  });

  it.each([
    '01990000-0000-7000-8000-000000000001.svg',
    '01990000-0000-7000-8000-000000000001/mail.jpg',
    'x.svg',
  ])('is not there, which nobody is to remember: %s', async (path) => {
    const response = await fetch(`${products.url}/media/${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('a placeholder', () => {
  const list = '{ products(first: 20) { nodes { images { id width height placeholder } } } }';
  const readList = async () => {
    const { data } = await products.graphql<{ products: { nodes: { images: SeenImage[] }[] } }>(null, list);
    return data.products.nodes.flatMap(({ images }) => images);
  };

  it('is made at the first look, with the size of the picture, and only read at the next', async () => {
    const images = await readList();
    for (const { width, height, placeholder } of images) {
      expect([width, height]).toEqual([400, 400]);
      expect(placeholder).toMatch(/^data:image\/webp;base64,/);
      expect(placeholder?.length).toBeLessThan(400);
    }
    products.statements.reset();
    expect(await readList()).toEqual(images);
    expect(products.statements.statements().filter((sql) => /update/i.test(sql))).toEqual([]);
  });

  it('is the same for all who look at the same time', async () => {
    await products.sql.$queryRawUnsafe('UPDATE images SET placeholder = NULL');
    const lists = await Promise.all([readList(), readList(), readList()]);
    expect(lists.flat().every(({ placeholder }) => placeholder !== null)).toBe(true);
    expect(lists[1]).toEqual(lists[0]);
    expect(lists[2]).toEqual(lists[0]);
  });
});
