import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { sendUpload } from '../support/send-upload.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mailboxUrl = inject('mailboxUrl');
const visitor = graphqlClient(graphqlUrl);

interface Picture {
  readonly original: string;
  readonly large: string;
  readonly small: string;
  readonly width: number;
  readonly height: number;
  readonly placeholder: string;
}

async function bytesOf(response: Response): Promise<Buffer> {
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe('a product page', () => {
  it('shows pictures in the form that it asks for, and a placeholder until they are there', async () => {
    const { products } = await visitor.ask<{ products: { nodes: { featuredImage: Picture }[] } }>(
      `{ products(first: 12) { nodes { featuredImage { width height placeholder original: url
        large: url(width: 640, height: 360, crop: CENTER, format: AVIF) small: url(width: 90) } } } }`,
    );
    for (const { featuredImage: picture } of products.nodes) {
      expect(await sharp(await bytesOf(await fetch(picture.original))).metadata()).toMatchObject({
        format: 'svg',
        width: picture.width,
        height: picture.height,
      });
      expect(await sharp(await bytesOf(await fetch(picture.small))).metadata()).toMatchObject({
        format: 'webp',
        width: 90,
      });
      expect(await sharp(await bytesOf(await fetch(picture.large))).metadata()).toMatchObject({
        format: 'heif',
        width: 640,
        height: 360,
      });
      expect(await sharp(await bytesOf(await fetch(picture.placeholder))).metadata()).toMatchObject({
        width: 16,
      });
    }
  });

  it('may keep them for ever, on any site, and asks for none twice', async () => {
    const { products } = await visitor.ask<{ products: { nodes: { featuredImage: Picture }[] } }>(
      '{ products(first: 1) { nodes { featuredImage { small: url(width: 91) } } } }',
    );
    const url = products.nodes[0]?.featuredImage.small ?? '';
    const first = await fetch(url, { headers: { origin: 'https://shop.example' } });
    const body = await bytesOf(first);
    expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(first.headers.get('vary')).toBeNull();
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(body.length));
    const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
    expect((await fetch(url.replace('/91x', '/92x'))).status).toBe(404);
  });
});

it('a mail shows what was bought in a format that every mail program knows', async () => {
  const email = `pictures-${crypto.randomUUID()}@example.com`;
  const buyer = await guest(graphqlUrl);
  const { id: variantId } = await findVariant(visitor, 10);
  const cart = await fillCart(buyer, [{ variantId, quantity: 1 }]);
  const { id } = await placeOrder(buyer, { ...placeInput(cart), email });
  await followToEnd(buyer, id);
  const { html } = await mailTo(mailboxUrl, email, 'confirmed');
  const [, source = ''] = /<img\s+src='([^']+)'/.exec(html) ?? [];
  const picture = await fetch(source);
  expect(picture.headers.get('content-type')).toBe('image/jpeg');
  expect(await sharp(await bytesOf(picture)).metadata()).toMatchObject({
    format: 'jpeg',
    width: 160,
    height: 160,
  });
});

interface SeenImage {
  readonly id: string;
  readonly altText: string;
  readonly original: string;
  readonly small: string;
}
interface SeenProduct {
  readonly id: string;
  readonly images: readonly SeenImage[];
  readonly publication: { readonly version: number };
}

/** A product that no other test looks at, with all that it is shown by. */
async function lastProduct(asker: GraphqlClient): Promise<SeenProduct> {
  const { productsByStatus } = await asker.ask<{ productsByStatus: { nodes: SeenProduct[] } }>(
    `{ productsByStatus(status: PUBLISHED, last: 1) { nodes { id publication { version }
      images { id altText original: url small: url(width: 400) } } } }`,
  );
  const [product] = productsByStatus.nodes;
  if (product === undefined) throw new Error('There is no product.');
  return product;
}

/** What a shopper sees of its pictures. */
async function picturesOf(id: string): Promise<readonly SeenImage[]> {
  const { product } = await visitor.ask<{ product: SeenProduct }>(
    'query ($id: ID!) { product(id: $id) { images { id altText original: url small: url(width: 400) } } }',
    { id },
  );
  return product.images;
}

it('nothing is taken at an address that was not given out, however much is sent, and the store goes on', async () => {
  const url = new URL(`/media/uploads/${crypto.randomUUID()}?expires=9999999999999&signature=x`, graphqlUrl);
  const much = new Uint8Array(8_000_000);
  for (let time = 0; time < 3; time += 1) {
    const headers = { 'content-type': 'image/jpeg' };
    expect((await fetch(url, { method: 'PUT', headers, body: much })).status).toBe(403);
  }
  expect((await fetch(url, { method: 'PUT', body: 'little' })).status).toBe(403);
  const { shop } = await visitor.ask<{ shop: object }>('{ shop { __typename } }');
  expect(shop).toEqual({ __typename: 'Shop' });
});

it('a picture that staff send by way of the gateway is what shoppers see, and takes the place that it is given', async () => {
  const staff = await staffClient(graphqlUrl);
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const photo = await sharp({
    create: { width: 2_000, height: 1_500, channels: 3, noise, background: '#000' },
  })
    .jpeg({ quality: 95 })
    .toBuffer();
  expect(photo.length, 'more than a request of GraphQL may have').toBeGreaterThan(1_048_576);
  const id = await sendUpload(staff, { filename: 'front.jpg', mediaType: 'image/jpeg', bytes: photo });
  const { completed } = await staff.ask<{ completed: { file: { id: string } } }>(
    `mutation ($input: MediaUploadCompleteInput!) { completed: mediaUploadComplete(input: $input) {
      ... on MediaUploadCompleteSuccess { file { id } } } }`,
    { input: { id } },
  );
  const { id: productId, publication, images } = await lastProduct(staff);
  const others = images.map(({ id: imageId, altText }) => ({ imageId, altText }));
  const arrange = (version: number, wanted: readonly object[]) =>
    staff.ask(
      `mutation ($input: ProductImagesUpdateInput!) { productImagesUpdate(input: $input) {
        __typename ... on ProductImagesUpdateSuccess { product { id } } } }`,
      { input: { productId, version, images: wanted } },
    );
  const fresh = { mediaId: completed.file.id, altText: 'From the front' };
  await arrange(publication.version, [fresh, ...others]);
  await expect.poll(async () => (await picturesOf(productId))[0]?.altText).toBe('From the front');
  const [shown] = await picturesOf(productId);
  expect(await sharp(await bytesOf(await fetch(shown?.small ?? ''))).metadata()).toMatchObject({
    format: 'webp',
    width: 400,
    height: 300,
  });
  expect(await sharp(await bytesOf(await fetch(shown?.original ?? ''))).metadata()).toMatchObject({
    format: 'jpeg',
    width: 2_000,
  });
  await arrange(publication.version + 1, others);
});
