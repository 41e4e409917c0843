import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from '../support/shopper.ts';

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
