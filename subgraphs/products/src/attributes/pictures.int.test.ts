import { temporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addShirts, editor } from '../../test/edit-product.ts';
import { mutate } from '../../test/mutate.ts';
import { plainPng } from '../../test/pictures.ts';
import { addProductType, describeProduct } from '../../test/product-types.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { upload } from '../../test/uploads.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('attribute-pictures')).path };
  products = stack.use(await startTestProducts({ products: 3, env }));
});
afterAll(() => stack.disposeAsync());

interface SeenFile {
  readonly url: string;
  readonly image: { readonly id: string; readonly url: string; readonly placeholder: string } | null;
}

const say = (input: object) => describeProduct(products, 'productAttributesUpdate', input);
const filesOf = (result: Record<string, unknown>) =>
  (result['product'] as { readonly attributes: readonly SeenFile[] }).attributes;
const fetched = (url: string) => fetch(`${products.url}${new URL(url).pathname}`);

async function draft() {
  const type = await addProductType(products, [{ key: 'chart', name: 'Size chart', type: 'FILE' }]);
  const { id } = await addShirts(products);
  await say({ id, version: 1, productTypeId: type.id, values: [] });
  return { id, type };
}

it('is a picture in whichever size a page needs, which nobody takes away while it is said', async () => {
  const png = await plainPng('#37a');
  const { file } = await upload(products, png, { mediaType: 'image/png' });
  await products.sql.$executeRawUnsafe(`UPDATE media_files SET released_at = now() - interval '1 year'`);
  const { id } = await draft();
  const [chart] = filesOf(await say({ id, version: 2, values: [{ key: 'chart', mediaId: file?.id }] }));
  expect(chart).toMatchObject({
    __typename: 'AttributeFileValue',
    mediaType: 'image/png',
    byteSize: file?.byteSize,
    image: {
      width: 300,
      height: 200,
      altText: 'Size chart',
      placeholder: expect.stringMatching(/^data:image/u) as string,
    },
  });
  expect(chart?.image?.url).toBe(chart?.url);
  const served = await fetched(chart?.url ?? '');
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(
    (await fetched(chart?.url.replace(/media\/(.*)\.png/u, 'media/documents/$1.pdf') ?? '')).status,
  ).toBe(404);
  const stored = () =>
    products.sql.$queryRawUnsafe<object[]>(
      `SELECT placeholder, released_at > now() - interval '1 hour' AS "isReleased" FROM media_files WHERE id = $1::uuid`,
      file?.id,
    );
  expect(await stored()).toEqual([{ placeholder: chart?.image?.placeholder, isReleased: false }]);
  await say({ id, version: 3, values: [{ key: 'chart' }] });
  expect(await stored()).toMatchObject([{ isReleased: true }]);
});

it('shows renditions of it, in the language of the request', async () => {
  const { file } = await upload(products, await plainPng('#3a7'), { mediaType: 'image/png' });
  const { id, type } = await draft();
  await say({ id, version: 2, values: [{ key: 'chart', mediaId: file?.id }] });
  await products.sql.$executeRawUnsafe(`UPDATE products SET status = 'PUBLISHED' WHERE id = $1::uuid`, id);
  const texts = [{ field: 'ATTRIBUTE_NAME', of: ['chart'], text: 'Größen' }];
  const input = { ownerType: 'PRODUCT_TYPE', ownerId: type.id, language: 'de', version: type.version, texts };
  await mutate(products, editor, { name: 'catalogueTranslationsUpdate', input, selection: '' });
  const query = `query ($id: ID!) { product(id: $id) { attribute(key: "chart") {
    ... on AttributeFileValue { url image { url(width: 100) altText } } } } }`;
  const headers = { 'accept-language': 'de' };
  const { data } = await products.graphql<{
    product: { attribute: { image: { url: string; altText: string } } };
  }>(null, query, { id }, headers);
  const { url, altText } = data.product.attribute.image;
  expect(altText).toBe('Größen');
  const served = await fetched(url);
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/webp']);
});

it('is no picture of a document, and nothing but these two', async () => {
  const pdf = Buffer.from(
    '%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
  );
  const { file } = await upload(products, pdf, { mediaType: 'application/pdf' });
  const { id } = await draft();
  const [guide] = filesOf(await say({ id, version: 2, values: [{ key: 'chart', mediaId: file?.id }] }));
  expect(guide).toMatchObject({ mediaType: 'application/pdf', image: null });
  await products.sql.$executeRawUnsafe(
    `UPDATE media_files SET media_type = 'video/mp4' WHERE id = $1::uuid`,
    file?.id,
  );
  const { id: other } = await draft();
  expect(await say({ id: other, version: 2, values: [{ key: 'chart', mediaId: file?.id }] })).toMatchObject({
    fields: [{ path: ['values', '0', 'mediaId'], code: 'INVALID_VALUE' }],
  });
});
