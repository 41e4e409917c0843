import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { productChanged } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import { startTestNats, temporaryDirectory, waitFor } from '@cartwright/testing';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { phonePhoto, plainPng } from '../../test/pictures.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { importFile } from '../../test/transfers.ts';
import { uploader } from '../../test/uploads.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let strict: TestProducts;
let others: OrdersPeer;
let server: Server;
let base: string;
const files = new Map<string, { readonly bytes?: Buffer; readonly status?: number }>();
const asked = new Map<string, number>();

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.set(url, (asked.get(url) ?? 0) + 1);
    const file = files.get(url);
    response.writeHead(file?.status ?? (file === undefined ? 404 : 200)).end(file?.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  files.set('/photo.jpg', { bytes: await phonePhoto() });
  files.set('/plain.png', { bytes: await plainPng('#224466') });
  files.set('/page.html', { bytes: Buffer.from('<html>no picture</html>') });
  files.set('/busy.jpg', { status: 503 });
  const nats = stack.use(await startTestNats());
  const common = { natsUrl: nats.urlFor('products'), products: 20, sweepSeconds: 0.2 };
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('fetches')).path };
  products = stack.use(await startTestProducts({ ...common, env: { ...env, PICTURE_FETCH_TARGETS: 'any' } }));
  strict = stack.use(await startTestProducts({ products: 3, env }));
  others = stack.use(await startOrdersPeer(nats));
});
afterAll(async () => {
  await stack.disposeAsync();
  server.close();
});

const fetchFields =
  'id url altText state attempts failure nextAttemptAt finishedAt image { id altText } product { id }';
const ask = (productId: string, pictures: readonly object[], of = products) =>
  mutate(of, uploader, {
    name: 'productImagesFetch',
    input: { productId, pictures, reason: 'from the maker' },
    selection: `... on ProductImagesFetchSuccess { fetches { ${fetchFields} } } ... on InvalidInputError { fields { path code } }`,
  });

interface SeenFetch {
  readonly id: string;
  readonly url: string;
  readonly state: string;
  readonly failure: string | null;
  readonly attempts: number;
}

async function fetchesOf(productId: string, states?: readonly string[]): Promise<SeenFetch[]> {
  const { data } = await products.graphql<{ pictureFetches: { nodes: SeenFetch[]; totalCount: number } }>(
    uploader,
    `query ($filters: PictureFetchesFiltersInput) { pictureFetches(first: 100, filters: $filters) { totalCount nodes { ${fetchFields} } } }`,
    { filters: { productId, ...(states && { states }) } },
  );
  expect(data.pictureFetches.totalCount).toBe(data.pictureFetches.nodes.length);
  return data.pictureFetches.nodes;
}

const settled = (productId: string) =>
  waitFor(async () => {
    const all = await fetchesOf(productId);
    return all.every(({ state }) => state !== 'WAITING') ? all : undefined;
  });

interface Shown {
  readonly images: readonly { readonly id: string; readonly altText: string; readonly url: string }[];
  readonly variants: readonly { readonly id: string; readonly image: { readonly id: string } | null }[];
  readonly publication: { readonly version: number };
}

async function shown(id: string): Promise<Shown> {
  const { data } = await products.graphql<{ product: Shown }>(
    uploader,
    `query ($id: ID!) { product(id: $id) { publication { version } images { id altText url } variants { id image { id } } } }`,
    { id },
  );
  return data.product;
}

it('gives a product the pictures of addresses in their order, shows variants by them, and tells of it', async () => {
  const id = sampleId('product', 1);
  const before = await shown(id);
  const variantId = before.variants[0]?.id;
  const result = await ask(id, [
    { url: `${base}/photo.jpg`, altText: 'From the front', variantIds: [variantId] },
    { url: `${base}/plain.png` },
  ]);
  expect(result).toMatchObject({
    fetches: [{ state: 'WAITING', altText: 'From the front', product: { id } }, { state: 'WAITING' }],
  });
  expect(await settled(id)).toMatchObject([{ state: 'DONE' }, { state: 'DONE' }]);
  const after = await shown(id);
  expect(after.images.slice(0, before.images.length)).toEqual(before.images);
  const added = after.images.slice(before.images.length);
  expect(added.map(({ altText }) => altText)).toEqual(['From the front', '']);
  expect(after.variants[0]?.image?.id).toBe(added[0]?.id);
  expect(after.publication.version).toBe(before.publication.version + 2);
  const kept = await fetch(`${products.url}${new URL(added[0]?.url ?? '').pathname}`);
  expect([kept.status, kept.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  await waitFor(() => others.seen.some(({ type, key }) => type === productChanged.type && key === id));
});

it('does not fetch again what a product has, and fetches again what was taken from it', async () => {
  const id = sampleId('product', 2);
  const url = `${base}/photo.jpg?of=2`;
  files.set('/photo.jpg?of=2', files.get('/photo.jpg') ?? {});
  expect(await ask(id, [{ url }, { url }])).toMatchObject({ fetches: [{ url }] });
  await settled(id);
  expect(await ask(id, [{ url }])).toMatchObject({ fetches: [] });
  expect(asked.get('/photo.jpg?of=2')).toBe(1);
  const { publication, images } = await shown(id);
  await mutate(products, uploader, {
    name: 'productImagesUpdate',
    input: { productId: id, version: publication.version, images: [] },
    selection: '__typename',
  });
  expect(await ask(id, [{ url }])).toMatchObject({ fetches: [{ state: 'WAITING' }] });
  await settled(id);
  expect((await shown(id)).images).toHaveLength(1);
  expect(images.length).toBeGreaterThan(1);
  expect(asked.get('/photo.jpg?of=2')).toBe(2);
});

it('says why a picture does not come, and tries again only what may come later', async () => {
  const id = sampleId('product', 3);
  const { images } = await shown(id);
  const urls = ['/nothing.jpg', '/page.html', '/busy.jpg'].map((name) => `${base}${name}`);
  await ask(
    id,
    urls.map((url) => ({ url })),
  );
  const ended = await waitFor(async () => {
    const all = await fetchesOf(id);
    return all.every(({ failure }) => failure !== null) ? all : undefined;
  });
  const told = urls.map((url) => ended.find((one) => one.url === url));
  expect(told).toMatchObject([
    { state: 'FAILED', failure: 'NOT_FOUND', attempts: 1, nextAttemptAt: null },
    { state: 'FAILED', failure: 'WRONG_TYPE', attempts: 1 },
    { state: 'WAITING', failure: 'UNREACHABLE', attempts: 1, finishedAt: null },
  ]);
  expect((await shown(id)).images).toEqual(images);

  files.set('/busy.jpg', files.get('/plain.png') ?? {});
  await products.sql.$executeRawUnsafe("UPDATE picture_fetches SET next_at = now() WHERE state = 'WAITING'");
  await settled(id);
  expect(await fetchesOf(id, ['DONE'])).toMatchObject([{ url: urls[2], attempts: 2, failure: null }]);
  expect((await shown(id)).images).toHaveLength(images.length + 1);
});

it('takes up what a process that died had begun, and gives up what it cannot make', async () => {
  const id = sampleId('product', 4);
  const begun = (attempts: number, name: string) =>
    products.sql.$executeRawUnsafe(
      `INSERT INTO picture_fetches (id, product_id, url, host, alt_text, variant_ids, staff_id, attempts, next_at, created_at)
       VALUES ($1, $2, $3, 'one', '', '{}', $4, $5, now() - interval '1 second', now())`,
      ...[uuidv7(), id, `${base}/${name}`, uploader.id, attempts],
    );
  await begun(1, 'photo.jpg?of=4');
  files.set('/photo.jpg?of=4', files.get('/photo.jpg') ?? {});
  await begun(5, 'photo.jpg?deadly');
  const ended = await settled(id);
  const byName = (name: string) => ended.find(({ url }) => url.endsWith(name));
  expect(byName('of=4')).toMatchObject({ state: 'DONE', attempts: 2 });
  expect(byName('deadly')).toMatchObject({ state: 'FAILED', failure: 'UNREADABLE' });
  expect(asked.get('/photo.jpg?deadly')).toBeUndefined();
});

it('takes no more pictures than a gallery holds', async () => {
  const id = sampleId('product', 5);
  const { images } = await shown(id);
  const many = Array.from({ length: 51 - images.length }, (_, index) => `/photo.jpg?many=${String(index)}`);
  // Each its own bytes: one that a product has already is not added again.
  for (const [index, name] of many.entries()) {
    const picture = sharp({
      create: { width: 8 + index, height: 8, channels: 3, background: '#123456' },
    });
    files.set(name, { bytes: await picture.png().toBuffer() });
  }
  await ask(
    id,
    many.map((name) => ({ url: `${base}${name}` })),
  );
  const ended = await settled(id);
  expect(ended.filter(({ failure }) => failure === 'GALLERY_FULL')).toHaveLength(1);
  expect((await shown(id)).images).toHaveLength(50);
});

it('refuses addresses that lead nowhere public, and what is not of the product', async () => {
  const id = sampleId('product', 1);
  const bad = ['http://shop.example/a.jpg', 'https://127.0.0.1/a.jpg', 'https://a:b@shop.example/', 'a.jpg'];
  const result = await ask(
    id,
    bad.map((url) => ({ url })),
    strict,
  );
  expect(result['fields']).toEqual(
    ['INVALID_VALUE', 'INVALID_VALUE', 'INVALID_VALUE', 'INVALID_FORMAT'].map((code, index) => ({
      path: ['pictures', String(index), 'url'],
      code,
    })),
  );
  expect(await ask(id, [{ url: `${base}/photo.jpg`, variantIds: [uuidv7(), 'none'] }])).toMatchObject({
    fields: [{ path: ['pictures', '0', 'variantIds'], code: 'INVALID_VALUE' }],
  });
  expect(await ask(uuidv7(), [{ url: `${base}/photo.jpg` }])).toMatchObject({
    __typename: 'ProductNotFoundError',
  });
});

it('fetches the pictures that an imported file names, and tells which addresses cannot be used', async () => {
  const colours = { '/front.jpg': '#102030', '/back.jpg': '#203040', '/blue.jpg': '#0000ff' };
  for (const [name, colour] of Object.entries(colours)) files.set(name, { bytes: await plainPng(colour) });
  const file = [
    'Handle,Title,Vendor,Status,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position,Image Alt Text,Variant Image',
    `pictured,Pictured,Harbour,active,Colour,Red,PIC-R,1.00,${base}/back.jpg,2,From behind,`,
    `pictured,,,,,Blue,PIC-B,1.00,${base}/front.jpg,1,From the front,${base}/blue.jpg`,
    'unseen,Unseen,Harbour,draft,,,UNS-1,1.00,ftp://maker.example/a.jpg,1,,',
  ].join('\n');
  const [leaf] = await products.sql.$queryRawUnsafe<{ id: string }[]>(
    'SELECT id FROM categories c WHERE NOT EXISTS (SELECT FROM categories WHERE parent_id = c.id) LIMIT 1',
  );
  const categoryId = leaf?.id;
  const count = async () => {
    const [row] = await products.sql.$queryRawUnsafe<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM picture_fetches WHERE import_id IS NOT NULL',
    );
    return row?.count;
  };
  expect(await importFile(products, file, { categoryId, isDryRun: true })).toMatchObject({ created: 2 });
  expect(await count()).toBe(0);
  const seen = await importFile(products, file, { categoryId });
  expect(seen.lines.nodes.map(({ subject, outcome, messages }) => [subject, outcome, messages])).toEqual([
    ['pictured', 'CREATED', []],
    ['unseen', 'CREATED', ['pictures.0.url: Please give an absolute https address.']],
  ]);
  const [product] = await products.sql.$queryRawUnsafe<{ id: string }[]>(
    "SELECT id FROM products WHERE slug = 'pictured'",
  );
  const id = product?.id ?? '';
  expect((await settled(id)).map(({ state }) => state)).toEqual(['DONE', 'DONE', 'DONE']);
  const { images, variants } = await shown(id);
  expect(images.map(({ altText }) => altText)).toEqual(['From the front', 'From behind', '']);
  expect(variants.map(({ image }) => image?.id)).toContain(images[2]?.id);
  expect(await importFile(products, file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  expect(await count()).toBe(3);
  const { data } = await products.graphql<{ pictureFetches: { totalCount: number } }>(
    uploader,
    'query ($id: ID!) { pictureFetches(filters: { importId: $id, states: [DONE] }) { totalCount } }',
    { id: seen.id },
  );
  expect(data.pictureFetches.totalCount).toBe(3);
});
