import { productChanged, variantChanged } from '@cartwright/events';
import { sampleId } from '@cartwright/sample-data';
import { startTestNats, temporaryDirectory } from '@cartwright/testing';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { phonePhoto, plainPng } from '../../test/pictures.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { upload, uploader } from '../../test/uploads.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let others: OrdersPeer;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('galleries')).path };
  products = stack.use(await startTestProducts({ natsUrl: nats.urlFor('products'), products: 20, env }));
  others = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

interface SeenImage {
  readonly id: string;
  readonly altText: string;
  readonly url: string;
  readonly small: string;
  readonly placeholder: string | null;
  readonly width: number;
}

interface SeenProduct {
  readonly publication: { readonly version: number };
  readonly images: readonly SeenImage[];
  readonly variants: readonly { readonly id: string; readonly image: { readonly id: string } | null }[];
}

async function look(id: string): Promise<SeenProduct> {
  const { data } = await products.graphql<{ product: SeenProduct }>(
    uploader,
    `query ($id: ID!) { product(id: $id) { publication { version } variants { id image { id } }
      images { id altText url small: url(width: 100) placeholder width } } }`,
    { id },
  );
  return data.product;
}

const mediaId = async (bytes: Promise<Buffer>): Promise<string> =>
  (await upload(products, await bytes)).file?.id ?? '';

const arrange = (productId: string, version: number, images: readonly object[]) =>
  mutate(products, uploader, {
    name: 'productImagesUpdate',
    input: { productId, version, images, reason: 'new photos' },
    selection: `... on ProductImagesUpdateSuccess { product { images { id altText } publication { version } } }
      ... on ProductChangedError { version } ... on InvalidInputError { fields { path code } }`,
  });

const show = (variantId: string, version: number, imageId: string | null) =>
  mutate(products, uploader, {
    name: 'variantImageUpdate',
    input: { variantId, version, imageId },
    selection: `... on VariantImageUpdateSuccess { variant { image { id } } }
      ... on ProductChangedError { version } ... on InvalidInputError { fields { path code } }`,
  });

const get = (url: string) => fetch(`${products.url}${new URL(url).pathname}`);
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a picture that was uploaded', () => {
  const id = sampleId('product', 1);

  it('comes among the others of a product, and is served in every form', async () => {
    const before = await look(id);
    const [first] = before.images;
    const photo = { mediaId: await mediaId(phonePhoto()), altText: 'From the front' };
    const { version } = before.publication;
    const result = await arrange(id, version, [photo, { imageId: first?.id, altText: 'As it was drawn' }]);
    expect(result).toMatchObject({ product: { publication: { version: version + 1 } } });
    const { images } = await look(id);
    expect(images.map(({ altText }) => altText)).toEqual(['From the front', 'As it was drawn']);
    expect(images[1]).toMatchObject({ id: first?.id, url: first?.url });
    const shown = images[0];
    expect(shown?.url).toMatch(/\.jpg$/);
    expect(shown?.placeholder).toMatch(/^data:image\/webp;base64,/);
    const original = await get(shown?.url ?? '');
    expect(original.headers.get('content-type')).toBe('image/jpeg');
    expect(original.headers.get('cache-control')).toContain('immutable');
    const forms = [await bodyOf(original), await bodyOf(await get(shown?.small ?? ''))];
    expect(await sharp(forms[0]).metadata()).toMatchObject({ format: 'jpeg', width: 400, height: 600 });
    expect(await sharp(forms[1]).metadata()).toMatchObject({ format: 'webp', width: 100, height: 150 });
    expect((await get((shown?.url ?? '').replace('.jpg', '.png'))).status).toBe(404);
  });

  it('shows a variant, in mails too, until it is taken from the product', async () => {
    const before = await look(id);
    const [shown, drawn] = before.images;
    const [variant] = before.variants;
    const [imageId, variantId] = [shown?.id ?? '', variant?.id ?? ''];
    const { version } = before.publication;
    expect(await show(variantId, version, imageId)).toMatchObject({ variant: { image: { id: imageId } } });
    const address = `/media/${imageId}/mail.jpg`;
    await expect.poll(() => pictureTold(variantId)).toBe(address);
    const mail = await fetch(`${products.url}${address}`);
    expect(await sharp(await bodyOf(mail)).metadata()).toMatchObject({ format: 'jpeg', width: 160 });
    await arrange(id, version + 1, [{ imageId: drawn?.id, altText: '' }]);
    expect((await look(id)).variants[0]?.image).toBeNull();
    await expect.poll(() => pictureTold(variantId)).toBeNull();
    await others.heard(productChanged, id);
  });
});

/** What other domains were told last of a variant's picture. */
function pictureTold(variantId: string): unknown {
  const told = others.seen.filter(({ type, key }) => type === variantChanged.type && key === variantId);
  return (told.at(-1)?.data as { readonly imageUrl?: unknown } | undefined)?.imageUrl;
}

describe('nothing is changed', () => {
  const id = sampleId('product', 2);

  it('by whoever has not seen what somebody else did', async () => {
    const { images, publication, variants } = await look(id);
    const other = images.map(({ id: imageId, altText }) => ({ imageId, altText: `${altText}, again` }));
    const both = await Promise.all([1, 2].map(() => arrange(id, publication.version, other)));
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual([
      'ProductChangedError',
      'ProductImagesUpdateSuccess',
    ]);
    const late = await show(variants[0]?.id ?? '', publication.version, null);
    expect(late).toMatchObject({ version: publication.version + 1 });
  });

  it('by a list that is there already', async () => {
    const { images, publication, variants } = await look(id);
    const same = images.map(({ id: imageId, altText }) => ({ imageId, altText }));
    expect(await arrange(id, publication.version, same)).toMatchObject({
      __typename: 'ProductImagesUpdateSuccess',
    });
    const [variant] = variants;
    await show(variant?.id ?? '', publication.version, variant?.image?.id ?? null);
    expect((await look(id)).publication).toEqual(publication);
  });

  it('by pictures that are not there, or named twice, or in two ways', async () => {
    const { images, publication } = await look(id);
    const { version } = publication;
    const strange = (await look(sampleId('product', 3))).images[0]?.id;
    const own = images[0]?.id;
    const wrong: [object[], string[]][] = [
      [[{ mediaId: uuidv7(), altText: '' }], ['images', '0', 'mediaId']],
      [[{ mediaId: 'x', altText: '' }], ['images', '0', 'mediaId']],
      [[{ imageId: strange, altText: '' }], ['images', '0', 'imageId']],
      [
        [
          { imageId: own, altText: '' },
          { imageId: own, altText: '' },
        ],
        ['images', '1', 'imageId'],
      ],
      [[{ imageId: own, mediaId: uuidv7(), altText: '' }], ['images', '0', 'mediaId']],
      [[{ altText: '' }], ['images', '0', 'mediaId']],
      [[{ imageId: own, altText: 'a'.repeat(501) }], ['images', '0', 'altText']],
    ];
    for (const [asked, path] of wrong)
      expect(await arrange(id, version, asked)).toMatchObject({ fields: [{ path }] });
    const variant = (await look(id)).variants[0]?.id ?? '';
    expect(await show(variant, version, strange ?? '')).toMatchObject({ fields: [{ path: ['imageId'] }] });
    expect((await look(id)).publication.version).toBe(version);
  });
});

it('each change is in the trail of what staff did', async () => {
  const id = sampleId('product', 4);
  const { images, publication } = await look(id);
  const media = await mediaId(plainPng('#00f'));
  await arrange(id, publication.version, [{ mediaId: media, altText: 'Blue' }]);
  const entries = await products.sql.$queryRawUnsafe<{ operation: string; reason: string; after: object }[]>(
    `SELECT operation, reason, before, after FROM audit.entries WHERE target IN ($1, $2) ORDER BY position`,
    id,
    media,
  );
  expect(entries).toMatchObject([
    { operation: 'mediaUploadComplete', before: null, after: { mediaType: 'image/png' } },
    {
      operation: 'productImagesUpdate',
      reason: 'new photos',
      before: { images: images.map(({ id: imageId }) => ({ id: imageId, mediaId: null })) },
      after: { images: [{ mediaId: media, altText: 'Blue' }] },
    },
  ]);
});
